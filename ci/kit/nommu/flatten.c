/* SPDX-License-Identifier: GPL-3.0-or-later */
/* flatten ELF FLAT STACK: makes a flat program (bFLT) of a static position-independent ELF
   program for a 64-bit little-endian machine, for kernels that load no ELF.

   What the ELF program's segments are in memory follows a page of the flat file, the header of which
   asks for all to be loaded into one piece of memory (include/linux/flat.h).  There are no relocations
   for the kernel to process: it knows those of 32 bits alone, and the program relocates itself.
   STACK is in bytes.  */
#include <elf.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FLAT_VERSION = 4, FLAT_FLAG_RAM = 1, FLAT_HEADER = 64, FLAT_PAGE = 4096 };
/* Up to this the kernel's flat loader aligns the memory behind the file's contents.  */
enum { FLAT_ALIGNMENT = 32 };

static void
fail (const char *what)
{
  fprintf (stderr, "flatten: %s\n", what);
  exit (1);
}

static unsigned char *
read_file (const char *name, size_t *size)
{
  FILE *file = fopen (name, "rb");
  unsigned char *contents;
  long length;

  if (file == NULL || fseek (file, 0, SEEK_END) != 0 || (length = ftell (file)) < 0)
    fail ("the ELF program cannot be read");
  rewind (file);
  *size = (size_t) length;
  contents = malloc (*size + 1);
  if (contents == NULL || fread (contents, 1, *size, file) != *size)
    fail ("the ELF program cannot be read");
  fclose (file);
  return contents;
}

/* Copies the segments to where they are in MEMORY, or only counts if that is NULL.  Returns the end
   of what has contents; *END is that of what is zero after them.  */
static size_t
load (const unsigned char *elf, size_t size, unsigned char *memory, size_t *end)
{
  Elf64_Ehdr header;
  size_t filled = 0;

  memcpy (&header, elf, sizeof header);
  *end = 0;
  for (size_t i = 0; i < header.e_phnum; i++)
    {
      Elf64_Phdr segment;

      if (header.e_phoff + (i + 1) * sizeof segment > size)
        fail ("the program headers are cut off");
      memcpy (&segment, elf + header.e_phoff + i * sizeof segment, sizeof segment);
      if (segment.p_type != PT_LOAD)
        continue;
      if (segment.p_offset + segment.p_filesz > size)
        fail ("a segment is cut off");
      if (memory != NULL)
        memcpy (memory + segment.p_vaddr, elf + segment.p_offset, segment.p_filesz);
      if (segment.p_vaddr + segment.p_filesz > filled)
        filled = segment.p_vaddr + segment.p_filesz;
      if (segment.p_vaddr + segment.p_memsz > *end)
        *end = segment.p_vaddr + segment.p_memsz;
    }
  return filled;
}

static size_t
round_up (size_t number, size_t unit)
{
  return (number + unit - 1) / unit * unit;
}

static void
put_word (unsigned char *header, size_t index, size_t value)
{
  if (value > INT32_MAX)
    fail ("the program is too large");
  for (size_t i = 0; i < 4; i++)
    header[4 * index + i] = (unsigned char) (value >> (24 - 8 * i));
}

/* Words 2 to 8 are entry, start of data, end of data, end of bss, size of stack, start of relocations
   and their number: all that has contents counts as text.  */
static void
make_header (unsigned char *header, size_t entry, size_t filled, size_t end, size_t stack)
{
  memcpy (header, "bFLT", 4);
  put_word (header, 1, FLAT_VERSION);
  put_word (header, 2, entry);
  put_word (header, 3, filled);
  put_word (header, 4, filled);
  put_word (header, 5, end > filled ? end : filled);
  put_word (header, 6, stack);
  put_word (header, 7, filled);
  put_word (header, 8, 0);
  put_word (header, 9, FLAT_FLAG_RAM);
}

int
main (int argc, char **argv)
{
  unsigned char *elf;
  unsigned char *flat;
  size_t size;
  size_t filled;
  size_t end;
  Elf64_Ehdr header;
  FILE *file;

  if (argc != 4)
    fail ("usage: flatten ELF FLAT STACK");
  elf = read_file (argv[1], &size);
  if (size < sizeof (Elf64_Ehdr) || memcmp (elf, ELFMAG, SELFMAG) != 0
      || elf[EI_CLASS] != ELFCLASS64 || elf[EI_DATA] != ELFDATA2LSB)
    fail ("not a 64-bit little-endian ELF program");
  filled = FLAT_PAGE + round_up (load (elf, size, NULL, &end), FLAT_ALIGNMENT);
  flat = calloc (filled, 1);
  if (flat == NULL)
    fail ("no memory");
  load (elf, size, flat + FLAT_PAGE, &end);
  memcpy (&header, elf, sizeof header);
  make_header (flat, FLAT_PAGE + header.e_entry, filled, FLAT_PAGE + end,
               (size_t) strtoul (argv[3], NULL, 10));
  file = fopen (argv[2], "wb");
  if (file == NULL || fwrite (flat, 1, filled, file) != filled || fclose (file) != 0)
    fail ("the flat program cannot be written");
  free (flat);
  free (elf);
  return 0;
}
