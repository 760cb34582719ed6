# SPDX-License-Identifier: GPL-3.0-or-later
# RISC-V without an MMU: Linux and musl from Debian's sources, in qemu's system emulation.  That kernel loads no
# ELF but flat programs, and Debian has neither it nor a C library for it.
# shellcheck shell=sh

# nommu_image NAME [ARGUMENT OF scripts/config...]: the kernel with these settings as $nommu/NAME.  What the
# configuration nommu_virt has otherwise: a command line of its own; devices, a network and a second processor,
# which take time and change no answer; and it lacks calls that a usual kernel has.
nommu_image() {
  image=$1
  shift
  [ ! -f "$nommu/$image" ] || return 0
  "$nommu/source/scripts/config" --file "$nommu/build/.config" -d CMDLINE_FORCE --set-str CMDLINE '' \
    -d SMP -d NET -d BLOCK -d VIRTIO_MMIO -d MODULES -d JUMP_LABEL -d DEBUG_INFO -d SLOB -e SLUB \
    -e FUTEX -e ADVISE_SYSCALLS -e PROC_FS -e SYSFS -e RTC_CLASS "$@" &&
    nommu_make olddefconfig && nommu_make -j "$cpus" Image && cp "$nommu/build/arch/riscv/boot/Image" "$nommu/$image"
}

nommu_make() { make -s -C "$nommu/source" O="$nommu/build" ARCH=riscv CROSS_COMPILE=riscv64-linux-gnu- "$@"; }

# Both kernels from one build: the second takes seconds.
make_nommu_kernels() {
  [ ! -f "$nommu/Image-zeroing" ] || return 0
  rm -rf "$nommu/source" "$nommu/build"
  mkdir -p "$nommu/source" && tar -xJf /usr/src/linux-source-6.1.tar.xz -C "$nommu/source" --strip-components=1 || return
  nommu_make nommu_virt_defconfig &&
    nommu_image Image-uninitialized -e MMAP_ALLOW_UNINITIALIZED &&
    nommu_image Image-zeroing -d MMAP_ALLOW_UNINITIALIZED && rm -rf "$nommu/source" "$nommu/build"
}

# musl, relocatable as a whole, with the kernel's headers, and what makes gcc use it for flat programs.
make_nommu_musl() {
  [ ! -f "$nommu/musl/specs" ] || return 0
  kit=$PWD/ci/kit
  source=$(debian_source musl) || return
  rm -rf "$nommu/musl" "$nommu/musl-build"
  mkdir -p "$nommu/musl-build" && cd "$nommu/musl-build" || return
  "$source/configure" --prefix="$nommu/musl" --target=riscv64-linux-musl --disable-shared \
    CC=riscv64-linux-gnu-gcc CROSS_COMPILE=riscv64-linux-gnu- CFLAGS='-O2 -fPIE' &&
    make -s -j "$cpus" install && rm -rf "$nommu/musl-build" && cd "$nommu/musl" || return
  for headers in linux asm asm-generic; do ln -s "/usr/riscv64-linux-gnu/include/$headers" "include/$headers" || return; done
  riscv64-linux-gnu-gcc -O2 -fPIE -fno-stack-protector -c -o lib/flat.o "$kit/nommu/start.c" &&
    gcc -O2 -o flatten "$kit/nommu/flatten.c" && nommu_specs >specs-t && mv specs-t specs
}

# Of gcc: where musl is, and that a program is a static position-independent one that begins in start.c.
nommu_specs() {
  cat <<SPECS
%rename cpp_options gcc_cpp_options

*cpp_options:
-nostdinc -isystem $nommu/musl/include -isystem include%s %(gcc_cpp_options)

*cc1:
%(cc1_cpu) -nostdinc -isystem $nommu/musl/include -isystem include%s -fPIE

*link:
-static -pie --no-dynamic-linker -z text -melf64lriscv -e flat_start

*link_libgcc:
-L$nommu/musl/lib -L .%s

*libgcc:
libgcc.a%s

*startfile:
$nommu/musl/lib/flat.o $nommu/musl/lib/rcrt1.o $nommu/musl/lib/crti.o

*endfile:
$nommu/musl/lib/crtn.o

SPECS
}

# linux_nommu zeroing|uninitialized: whether the kernel has the option by which MAP_UNINITIALIZED leaves memory as it is
linux_nommu() {
  nommu=$cache/linux-nommu
  nommu_kernel=$1
  packages='linux-source-6.1 gcc-riscv64-linux-gnu libc6-dev-riscv64-cross bc bison flex qemu-system-misc cpio xz-utils'
  host=riscv64-linux-musl
  cc="riscv64-linux-gnu-gcc -specs=$nommu/musl/specs"
  prepare() { locked nommu-musl make_nommu_musl && locked nommu-kernel make_nommu_kernels; }
  layers() { qemu_system_layer qemu-system-riscv64; }
  launch() {
    mkdir "$work/root"
    # shellcheck disable=SC2086  # words
    $cc -O2 -o "$work/init" ci/kit/init.c && nommu_flatten "$work/init" "$work/root/init" &&
      nommu_flatten "$1" "$work/root/anonmap" || return
    shift
    words_of_init /anonmap "$@" >"$work/root/command"
    initramfs "$work/root" >"$work/initramfs"
    boot_kernel "$nommu/Image-$nommu_kernel" "$work/initramfs" ttyS0 qemu-system-riscv64 -M virt -bios none -m 128
  }
}

# nommu_flatten ELF FLAT: with a stack of 256 KiB
nommu_flatten() { "$nommu/musl/flatten" "$1" "$2" 262144 && chmod 755 "$2"; }
