#!/usr/bin/env bash
# Runs the tests of Runtime on the drivers and the shader compiler of another Debian: tests/in-debian.sh SUITE [FILTER]
# Newer suites have what this machine's drivers may lack: sid's software device has cooperative matrices, with LP_NATIVE_VECTOR_WIDTH=256 in the environment, for it needs subgroups of 8.
# Wants root, debootstrap, and the build that ./sweep test makes.
set -euo pipefail

fail() {
  printf 'in-debian.sh: %s\n' "$1" >&2
  exit 2
}

case ${1:-} in
  '' | -h | --help)
    printf 'Usage: tests/in-debian.sh SUITE [FILTER]\n  SUITE   a Debian suite such as trixie or sid; made once, in artifacts/debian-SUITE\n  FILTER  of dotnet test, such as FullyQualifiedName~Kernels; all tests of Runtime if not said\n'
    exit 2
    ;;
esac
suite=$1 filter=${2:-}
repository=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
assembly=$repository/artifacts/bin/SweepDsl.Runtime.Tests/release/SweepDsl.Runtime.Tests.dll
root=$repository/artifacts/debian-$suite
[ "$(id -u)" -eq 0 ] || fail "only root may change its root directory; run it with sudo."
command -v debootstrap >/dev/null || fail "debootstrap is missing: apt-get install debootstrap"
[ -e "$assembly" ] || fail "the tests are not built; run ./sweep test first."
dotnet=$(dirname -- "$(readlink -f -- "$(command -v dotnet)")")

if [ ! -e "$root/.made" ]; then
  rm -rf "$root"
  debootstrap --variant=minbase --include=mesa-vulkan-drivers,libvulkan1,vulkan-validationlayers,libshaderc1,glslc,gcc,libc6-dev,libvulkan-dev,python3-numpy,python3-pil "$suite" "$root" >&2
  touch "$root/.made"
fi

# In a mount namespace of its own, so that nothing stays mounted.
export root repository dotnet assembly filter
unshare --mount bash -euo pipefail -c '
  for folder in "$repository" "$dotnet" /dev; do
    mkdir -p "$root$folder"
    mount --rbind "$folder" "$root$folder"
  done
  mount -t proc proc "$root/proc"
  mount -t tmpfs tmpfs "$root/tmp"
  exec chroot "$root" /usr/bin/env DOTNET_ROOT="$dotnet" PATH="$dotnet:/usr/sbin:/usr/bin:/sbin:/bin" HOME=/root DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 \
    dotnet test "$assembly" --logger "console;verbosity=minimal" ${filter:+--filter "$filter"}
'
