#!/usr/bin/env bash
# Compares training steps with PyTorch's on the same machine: for each batch size ours, theirs, ours, theirs ..., and at the end a table of medians with their ratio.
set -euo pipefail

usage() {
  cat <<'TEXT'
Usage: tests/Benchmarks/against-torch.sh [options]
  --experiment NAME   batch-size-cifar10 (normally) or batch-size
  --batch-sizes B,..  8,16,32,64,128,256,512,1024,2048 normally
  --torch-device D    cpu (normally) or cuda
  --mode M            eager (normally) or graph (CUDA graphs; cuda alone)
  --device D          our device, as 'sweep devices' lists them; the best one normally
  --rounds N          how often each is run in turn; 3 normally
  --seconds S         of measuring in each run; 3 normally
  --out FOLDER        keep all documents there, and the table as ratios.json
  $SWEEP_BINARY       our program, such as a published one; ./sweep normally
  $PYTHON             a Python with PyTorch; /usr/bin/python3 normally
On Debian: apt-get install --no-install-recommends python3-torch libopenblas0-pthread
(without libopenblas0-pthread PyTorch multiplies matrices many times slower, which would flatter us).
TEXT
}

fail() {
  printf 'against-torch.sh: %s\n' "$1" >&2
  exit 2
}

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
python=${PYTHON:-/usr/bin/python3}
sweep=${SWEEP_BINARY:-$here/../../sweep}
experiment=batch-size-cifar10 batch_sizes=8,16,32,64,128,256,512,1024,2048 torch_device=cpu mode=eager rounds=3 seconds=3 out='' device=()
while [ $# -gt 0 ]; do
  case $1 in
    -h | --help)
      usage
      exit 0
      ;;
    --experiment | --batch-sizes | --torch-device | --mode | --device | --rounds | --seconds | --out)
      [ $# -ge 2 ] || fail "$1 wants a value; see --help."
      case $1 in
        --experiment) experiment=$2 ;;
        --batch-sizes) batch_sizes=$2 ;;
        --torch-device) torch_device=$2 ;;
        --mode) mode=$2 ;;
        --device) device=(--device "$2") ;;
        --rounds) rounds=$2 ;;
        --seconds) seconds=$2 ;;
        --out) out=$2 ;;
      esac
      shift 2
      ;;
    *) fail "there is no option '$1'; see --help." ;;
  esac
done
case $rounds in
  '' | *[!0-9]* | 0) fail "--rounds wants a whole number from 1, not '$rounds'." ;;
esac
"$python" -c 'import torch' 2>/dev/null || fail "$python has no PyTorch. On Debian: apt-get install --no-install-recommends python3-torch libopenblas0-pthread; or set PYTHON."
command -v "$sweep" >/dev/null || fail "there is no program '$sweep'; set SWEEP_BINARY."

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
folder=${out:-$scratch}
mkdir -p "$folder/ours" "$folder/theirs"
rm -f "$folder"/ours/*.json "$folder"/theirs/*.json

# Written under another name first: a run that failed leaves no document behind.
measure() {
  local document=$1
  shift
  "$@" >"$document.part" || return
  mv "$document.part" "$document"
}

for batch_size in ${batch_sizes//,/ }; do
  for round in $(seq "$rounds"); do
    printf 'batch size %s, round %s of %s\n' "$batch_size" "$round" "$rounds" >&2
    measure "$folder/ours/$batch_size-$round.json" \
      "$sweep" bench step --experiment "$experiment" --batch-sizes "$batch_size" --seconds "$seconds" --json ${device[@]+"${device[@]}"} 2>"$scratch/log" ||
      { cat "$scratch/log" >&2 && fail "our run failed."; }
    measure "$folder/theirs/$batch_size-$round.json" \
      "$python" "$here/torch_step.py" --experiment "$experiment" --batch-sizes "$batch_size" --seconds "$seconds" --device "$torch_device" --mode "$mode" 2>"$scratch/log" ||
      { cat "$scratch/log" >&2 && fail "PyTorch's run failed."; }
  done
done
"$python" "$here/ratios.py" "$folder/ours" "$folder/theirs" --json "$folder/ratios.json"
