# SPDX-License-Identifier: GPL-3.0-or-later
# Which functions there are.  Each is called, as its header declares it, in a program that is linked:
# a header without the function, or a function without its declaration, is of no use to a test.

# _ANONMAP_FUNCTION(NAME, HEADERS, STATEMENTS)
m4_define([_ANONMAP_FUNCTION],
[AC_CACHE_CHECK([for $1], [anonmap_cv_func_$1],
  [AC_LINK_IFELSE([_ANONMAP_CALL([$1], [$2], [$3])],
    [anonmap_cv_func_$1=yes], [anonmap_cv_func_$1=no])])
AS_IF([test "$anonmap_cv_func_$1" = yes],
  [AC_DEFINE([HAVE_]m4_toupper([$1]), [1], [Define to 1 if $1 can be called.])])
])

# _ANONMAP_CALL(NAME, HEADERS, STATEMENTS)
# glibc keeps functions that can only fail, and marks them: they are absent.  Naming the function
# makes its declaration necessary, where C99 forbids and compilers still permit to call without.
m4_define([_ANONMAP_CALL],
[ANONMAP_SOURCE([m4_foreach_w([anonmap_header], [$2], [[#]include <anonmap_header>
])#if defined __stub_$1 || defined __stub___$1
# error only a stub
#endif],
[#ifndef $1
  (void) $1;
#endif
  $3])])

# ANONMAP_MMAP
# Sets anonmap_cv_func_mmap: without it there is nothing to ask.
AC_DEFUN([ANONMAP_MMAP],
[_ANONMAP_FUNCTION([mmap], [sys/mman.h],
  [char *p = mmap ((void *) 0, 1, PROT_READ, MAP_PRIVATE, 0, 0);
  if (p == MAP_FAILED || munmap (p, 1) != 0)
    return 1;])])

# ANONMAP_FUNCTIONS
# Sets SHM_LIBS to what shm_open needs.
AC_DEFUN([ANONMAP_FUNCTIONS],
[AC_REQUIRE([ANONMAP_MMAP])
_ANONMAP_FUNCTION([mprotect], [sys/types.h sys/mman.h],
  [char page = 0;
  return mprotect (&page, 1, PROT_READ);])
_ANONMAP_FUNCTION([mallopt], [stdlib.h malloc.h], [return mallopt (0, 0);])
_ANONMAP_FUNCTION([mallinfo2], [stdlib.h malloc.h],
  [struct mallinfo2 info = mallinfo2 ();
  return info.hblks > 0;])
_ANONMAP_FUNCTION([mallinfo], [stdlib.h malloc.h],
  [struct mallinfo info = mallinfo ();
  return info.hblks > 0;])
_ANONMAP_FUNCTION([sbrk], [unistd.h], [return sbrk (0) == (void *) -1;])
_ANONMAP_FUNCTION([minherit], [sys/types.h sys/mman.h],
  [char page = 0;
  return minherit (&page, 1, 0);])
_ANONMAP_FUNCTION([madvise], [sys/types.h sys/mman.h],
  [char page = 0;
  return madvise (&page, 1, 0);])
_ANONMAP_FUNCTION([posix_madvise], [sys/mman.h],
  [char page = 0;
  return posix_madvise (&page, 1, POSIX_MADV_NORMAL);])
_ANONMAP_FUNCTION([msync], [sys/types.h sys/mman.h],
  [char page = 0;
  return msync ((void *) &page, 1, MS_SYNC);])
# The vector's type differs from system to system.
_ANONMAP_FUNCTION([mincore], [sys/types.h sys/mman.h],
  [char page = 0;
  return mincore ((void *) &page, 1, (void *) &page);])
_ANONMAP_FUNCTION([mlock], [sys/types.h sys/mman.h],
  [char page = 0;
  return mlock ((void *) &page, 1) != 0 || munlock ((void *) &page, 1) != 0;])
_ANONMAP_FUNCTION([mlockall], [sys/types.h sys/mman.h],
  [return mlockall (MCL_FUTURE) != 0 || munlockall () != 0;])
_ANONMAP_FUNCTION([setrlimit], [sys/types.h sys/time.h sys/resource.h],
  [struct rlimit limit = { 0, 0 };
  return getrlimit (RLIMIT_CORE, &limit) != 0 || setrlimit (RLIMIT_CORE, &limit) != 0;])
# Linux's: Solaris has another of this name.
_ANONMAP_FUNCTION([sysinfo], [sys/sysinfo.h],
  [struct sysinfo info;
  return sysinfo (&info) != 0 || info.totalram + info.totalswap < info.mem_unit;])
_ANONMAP_FUNCTION([memfd_create], [sys/mman.h], [return memfd_create ("", 0);])
# Linux's, of four arguments; NetBSD's takes five, means something else, and is not this.
_ANONMAP_FUNCTION([mremap], [sys/mman.h],
  [char page = 0;
  return mremap (&page, 1, 2, MREMAP_MAYMOVE) == MAP_FAILED;])
# dietlibc and klibc leave out the new address, and hand on what happens to be in its register.
AC_CACHE_CHECK([whether mremap takes a new address], [anonmap_cv_func_mremap_fixed],
  [AC_LINK_IFELSE([_ANONMAP_CALL([mremap], [sys/mman.h],
    [char page = 0;
  return mremap (&page, 1, 2, MREMAP_MAYMOVE | MREMAP_FIXED, &page) == MAP_FAILED;])],
    [anonmap_cv_func_mremap_fixed=yes], [anonmap_cv_func_mremap_fixed=no])])
AS_IF([test "$anonmap_cv_func_mremap_fixed" = yes],
  [AC_DEFINE([HAVE_MREMAP_FIXED], [1], [Define to 1 if mremap takes a new address.])])
_ANONMAP_FUNCTION([shmget], [sys/types.h sys/ipc.h sys/shm.h],
  [return shmget (IPC_PRIVATE, 1, IPC_CREAT | 0600);])
# With it the kernel is asked where the library's function could answer for it.
_ANONMAP_FUNCTION([syscall], [unistd.h sys/syscall.h],
  [return syscall (SYS_mprotect, 0L, 0L, 0L) == 0;])
_ANONMAP_FUNCTION([fork], [sys/types.h unistd.h], [return fork () < 0;])
_ANONMAP_FUNCTION([geteuid], [sys/types.h unistd.h], [return geteuid () == 0;])
_ANONMAP_FUNCTION([uname], [sys/utsname.h],
  [struct utsname name;
  return uname (&name);])
_ANONMAP_FUNCTION([pipe], [unistd.h],
  [int ends@<:@2@:>@;
  return pipe (ends);])
_ANONMAP_FUNCTION([dup2], [unistd.h], [return dup2 (dup (0), 0) < 0;])
_ANONMAP_FUNCTION([sigaction], [signal.h],
  [struct sigaction action;
  return sigaction (SIGSEGV, (struct sigaction *) 0, &action);])
# klibc's handlers are told the number of the signal alone.
AC_CACHE_CHECK([for siginfo_t], [anonmap_cv_type_siginfo_t],
  [AC_LINK_IFELSE([ANONMAP_SOURCE([[#include <signal.h>
static void handle (int number, siginfo_t *information, void *context)
{
  (void) number;
  (void) information;
  (void) context;
}
    ]],
    [struct sigaction action;
  action.sa_sigaction = handle;
  action.sa_flags = SA_SIGINFO;
  return sigaction (SIGSEGV, &action, (struct sigaction *) 0);])],
    [anonmap_cv_type_siginfo_t=yes], [anonmap_cv_type_siginfo_t=no])])
AS_IF([test "$anonmap_cv_type_siginfo_t" = yes],
  [AC_DEFINE([HAVE_SIGINFO], [1], [Define to 1 if a handler can be told more than a signal's number.])])
_ANONMAP_FUNCTION([vfork], [sys/types.h unistd.h],
  [pid_t child = vfork ();
  if (child == 0)
    _exit (0);
  return child < 0;])

# In the C library, or in another (glibc before 2.34, Solaris).
AC_CACHE_CHECK([for the library that has shm_open], [anonmap_cv_lib_shm_open],
  [anonmap_cv_lib_shm_open=absent
  anonmap_save_LIBS=$LIBS
  for anonmap_lib in '' -lrt; do
    LIBS="$anonmap_lib $anonmap_save_LIBS"
    AC_LINK_IFELSE([_ANONMAP_CALL([shm_open], [sys/mman.h fcntl.h],
      [return shm_open ("", O_RDWR, 0) < 0 || shm_unlink ("") != 0;])],
      [anonmap_cv_lib_shm_open=${anonmap_lib:-none needed}
      break])
  done
  LIBS=$anonmap_save_LIBS])
SHM_LIBS=
AS_CASE([$anonmap_cv_lib_shm_open],
  [absent], [],
  [AC_DEFINE([HAVE_SHM_OPEN], [1], [Define to 1 if shm_open can be called, linked with SHM_LIBS.])
  AS_IF([test "$anonmap_cv_lib_shm_open" != 'none needed'], [SHM_LIBS=$anonmap_cv_lib_shm_open])])
AC_SUBST([SHM_LIBS])

# In the C library (glibc since 2.34, musl, macOS), or in another.
AC_CACHE_CHECK([for the library that has pthread_create], [anonmap_cv_lib_threads],
  [anonmap_cv_lib_threads=absent
  anonmap_save_LIBS=$LIBS
  for anonmap_lib in '' -pthread -lpthread; do
    LIBS="$anonmap_lib $anonmap_save_LIBS"
    AC_LINK_IFELSE([_ANONMAP_CALL([pthread_create], [pthread.h],
      [pthread_t thread;
  return pthread_create (&thread, (void *) 0, (void *(*) (void *)) 0, (void *) 0) != 0
         || pthread_join (thread, (void **) 0) != 0;])],
      [anonmap_cv_lib_threads=${anonmap_lib:-none needed}
      break])
  done
  LIBS=$anonmap_save_LIBS])
THREAD_LIBS=
AS_CASE([$anonmap_cv_lib_threads],
  [absent], [],
  [AC_DEFINE([HAVE_THREADS], [1], [Define to 1 if there are threads, linked with THREAD_LIBS.])
  AS_IF([test "$anonmap_cv_lib_threads" != 'none needed'],
    [THREAD_LIBS=$anonmap_cv_lib_threads])])
AC_SUBST([THREAD_LIBS])
anonmap_save_LIBS=$LIBS
LIBS="$THREAD_LIBS $LIBS"
_ANONMAP_FUNCTION([pthread_mutexattr_setpshared], [pthread.h],
  [pthread_mutexattr_t attributes;
  return pthread_mutexattr_setpshared (&attributes, PTHREAD_PROCESS_SHARED);])
_ANONMAP_FUNCTION([pthread_condattr_setpshared], [pthread.h],
  [pthread_condattr_t attributes;
  return pthread_condattr_setpshared (&attributes, PTHREAD_PROCESS_SHARED);])
_ANONMAP_FUNCTION([pthread_mutexattr_setrobust], [pthread.h],
  [pthread_mutexattr_t attributes;
  return pthread_mutexattr_setrobust (&attributes, PTHREAD_MUTEX_ROBUST);])
_ANONMAP_FUNCTION([sem_init], [semaphore.h],
  [sem_t semaphore;
  return sem_init (&semaphore, 1, 0) != 0 || sem_destroy (&semaphore) != 0;])
LIBS=$anonmap_save_LIBS

# C11's atomic operations, where an int needs no lock: a lock is not shared with other processes.
AC_CACHE_CHECK([for <stdatomic.h>], [anonmap_cv_header_stdatomic],
  [AC_LINK_IFELSE([ANONMAP_SOURCE([[#include <stdatomic.h>
#if ATOMIC_INT_LOCK_FREE != 2
# error an int has a lock
#endif
    ]],
    [static atomic_uint counter;
  return (int) atomic_fetch_add (&counter, 1);])],
    [anonmap_cv_header_stdatomic=yes], [anonmap_cv_header_stdatomic=no])])
AS_IF([test "$anonmap_cv_header_stdatomic" = yes],
  [AC_DEFINE([HAVE_STDATOMIC], [1], [Define to 1 if an atomic int needs no lock.])])
])
