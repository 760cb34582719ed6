/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The functions that faults stand before: FUNCTION (member of struct real, name).  Included where
   FUNCTION is defined, for each use of the list.  */
FUNCTION (mmap, WIDE (mmap))
FUNCTION (munmap, munmap)
FUNCTION (mprotect, mprotect)
#ifdef HAVE_MREMAP
FUNCTION (mremap, mremap)
#endif
#ifdef HAVE_MADVISE
FUNCTION (madvise, madvise)
#endif
#ifdef HAVE_POSIX_MADVISE
FUNCTION (posix_madvise, posix_madvise)
#endif
#ifdef HAVE_MINHERIT
FUNCTION (minherit, minherit)
#endif
#ifdef HAVE_MSYNC
FUNCTION (msync, msync)
#endif
#ifdef HAVE_MINCORE
FUNCTION (mincore, mincore)
#endif
#ifdef HAVE_MLOCK
FUNCTION (mlock, mlock)
FUNCTION (munlock, munlock)
#endif
#ifdef HAVE_MLOCKALL
FUNCTION (mlockall, mlockall)
#endif
#ifdef HAVE_SETRLIMIT
FUNCTION (setrlimit, WIDE (setrlimit))
#endif
FUNCTION (open, WIDE (open))
FUNCTION (close, close)
FUNCTION (read, read)
FUNCTION (write, write)
FUNCTION (lseek, WIDE (lseek))
#ifdef HAVE_SHMGET
FUNCTION (shmat, shmat)
#endif
FUNCTION (fork, fork)
FUNCTION (waitpid, waitpid)
FUNCTION (execv, execv)
FUNCTION (execvp, execvp)
FUNCTION (exit_now, _exit)
FUNCTION (malloc, malloc)
FUNCTION (calloc, calloc)
FUNCTION (realloc, realloc)
FUNCTION (free, free)
#ifdef HAVE_MALLOPT
FUNCTION (mallopt, mallopt)
#endif
#ifdef HAVE_MALLINFO2
FUNCTION (mallinfo2, mallinfo2)
#endif
