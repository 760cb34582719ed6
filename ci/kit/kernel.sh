# SPDX-License-Identifier: GPL-3.0-or-later
# Kernels booted in qemu's system emulation, with the suite as all that they run.  The emulated machine is the
# layer qemu-system: the kernel is the real one, the processor is not.
# shellcheck shell=sh

# initramfs DIRECTORY: what is in it, as the first file system of a kernel, on stdout
initramfs() { (cd "$1" && find . | LC_ALL=C sort | cpio --quiet --reproducible -o -H newc -R 0:0); }

# words_of_init COMMAND...: the command in the form that init.c reads
words_of_init() { printf '%s\n' "$@"; }

# boot_kernel IMAGE INITRAMFS CONSOLE QEMU...: its console on stdout.  Never KVM: a kernel that hangs in
# somebody's hypervisor says nothing about the kernel.
boot_kernel() {
  boot_image=$1 boot_initramfs=$2 boot_console=$3
  shift 3
  "$@" -accel tcg -display none -monitor none -serial stdio -nic none -no-reboot \
    -kernel "$boot_image" -initrd "$boot_initramfs" \
    -append "console=$boot_console quiet loglevel=0 panic=-1 ${kernel_parameters-}" </dev/null
}

# qemu_system_layer QEMU...: the layer that this emulator is
qemu_system_layer() { "$1" --version | sed -n '1s/.*version \([0-9.]*\).*/qemu-system\/\1/p'; }

# The kernel alone of the package that linux-image-FLAVOUR stands for: its modules are ten times as large.
fetch_kernel() {
  place=$cache/kernels/$1
  [ ! -d "$place" ] || return 0
  rm -rf "$place-t"
  mkdir -p "$place-t/deb" && apt_state "${1#*:}" || return
  image=$(APT_CONFIG=$apt_conf apt-cache depends "linux-image-${1%:*}" | sed -n 's/^ *Depends: \(linux-image-[^ ]*\).*/\1/p')
  [ -n "$image" ] || { say "linux-image-${1%:*} names no kernel" >&2; return 1; }
  (cd "$place-t/deb" && apt_fetch "${1#*:}" download "$image") || return
  dpkg-deb --fsys-tarfile "$place-t"/deb/*.deb | tar -C "$place-t" -x ./boot && rm -rf "$place-t/deb" &&
    mv "$place-t" "$place"
}

# debian_kernel FLAVOUR:ARCH: prints the path of Debian's kernel of that flavour
debian_kernel() {
  locked "apt-${1#*:}" fetch_kernel "$1" || return
  for image in "$cache/kernels/$1"/boot/vmlinu[xz]-*; do say "$image"; done
}

# machine FLAVOUR: the emulated machine that Debian's kernel of that flavour runs on, and its console
machine() {
  # Where the machine below is busy, the emulated timer is late, which a kernel of x86 takes for a broken one: it
  # panics (kernel-parameters.txt, no_timer_check).
  case $1 in
    cloud-amd64) kernel_parameters=no_timer_check ;;
    *) kernel_parameters= ;;
  esac
  case $1 in
    cloud-amd64) set -- x86   ttyS0    x86_64   -cpu max ;;
    arm64)       set -- arm   ttyAMA0  aarch64  -M virt -cpu cortex-a57 ;;
    armmp)       set -- arm   ttyAMA0  arm      -M virt -cpu cortex-a15 ;;
    s390x)       set -- misc  ttysclp0 s390x    -M s390-ccw-virtio ;;
    powerpc64le) set -- ppc   hvc0     ppc64    -M pseries -cpu POWER9 -vga none ;;
    4kc-malta)   set -- mips  ttyS0    mipsel   -M malta -cpu 24Kc ;;
    5kc-malta)   set -- mips  ttyS0    mips64el -M malta -cpu MIPS64R2-generic ;;
    loongson-3)  set -- mips  ttyS0    mips64el -M loongson3-virt -cpu Loongson-3A1000 ;;
    *) die 3 "no machine is known for the kernel '$1'" ;;
  esac
  packages="$packages qemu-system-$1 cpio"
  console=$2
  qemu="qemu-system-$3"
  shift 3
  qemu_options=$*
}

# compile_for_init OUTPUT SOURCE: by the recipe's compiler, for the kernel's first file system
compile_for_init() {
  # shellcheck disable=SC2086  # words
  ${cc:-gcc} $cppflags $cflags $ldflags -static -o "$1" "$2"
}

# in_kernel ARCH FLAVOUR [PARAMETER OF THE KERNEL...]: Debian's, on a machine with $memory
in_kernel() {
  machine "$2"
  kernel=$2:$1
  memory=1G
  before=
  shift 2
  kernel_parameters="$kernel_parameters${*:+ $*}"
  prepare() { debian_kernel "$kernel"; }
  layers() { qemu_system_layer "$qemu"; }
  # furnish: puts into "$work/root" what $before, which stands before the suite's command, needs
  furnish() { :; }
  launch() {
    mkdir "$work/root" && mv "$1" "$work/root/anonmap"
    shift
    compile_for_init "$work/root/init" ci/kit/init.c
    furnish
    # shellcheck disable=SC2086  # words
    words_of_init $before /anonmap "$@" >"$work/root/command"
    initramfs "$work/root" >"$work/initramfs"
    image=$(debian_kernel "$kernel")
    cd "$work" || return
    # shellcheck disable=SC2086  # words
    boot_kernel "$image" initramfs "$console" "$qemu" $qemu_options -m "$memory"
  }
}

# under_pressure MEMORY: after in_kernel; more is in use than that much memory, the rest on a disk for swap
under_pressure() {
  memory=$1
  before='/pressure /dev/nvme0n1'
  qemu_options="$qemu_options -drive file=swap,format=raw,if=none,id=swap -device nvme,drive=swap,serial=swap"
  furnish() {
    compile_for_init "$work/root/pressure" ci/kit/pressure.c
    truncate -s 1G "$work/swap" && chmod 600 "$work/swap" && /sbin/mkswap --quiet "$work/swap"
  }
}

# in_cgroup BYTES: after in_kernel; in a control group that may have so much of the machine's memory
in_cgroup() {
  before="/cgroup $1"
  furnish() { compile_for_init "$work/root/cgroup" ci/kit/cgroup.c; }
}
