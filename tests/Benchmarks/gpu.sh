#!/usr/bin/env bash
# Measures everything on this machine's device from the published program: no .NET and no network are needed. Tables go to the terminal and to tables.txt, documents beside it.
set -euo pipefail

usage() {
  cat <<'TEXT'
Usage: tests/Benchmarks/gpu.sh [options]
  --out FOLDER   where results go; gpu-benchmarks normally
  --device D     the device, as 'sweep devices' lists them; the best one normally
  --data DIR     folder with CIFAR-10: its study is run too, one epoch of each trial
  --quick        small sizes, to see that all of it works
  $SWEEP_BINARY  the published program; artifacts/publish/sweep normally (./sweep publish makes it)
  $PYTHON        a Python with PyTorch; python3 normally. Without PyTorch, or without CUDA in it, comparisons are left out.
To bring along: the folder that './sweep publish' makes, and tests/Benchmarks.
TEXT
}

fail() {
  printf 'gpu.sh: %s\n' "$1" >&2
  exit 2
}

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
export SWEEP_BINARY=${SWEEP_BINARY:-$here/../../artifacts/publish/sweep} PYTHON=${PYTHON:-python3}
out=gpu-benchmarks data='' device=() quick=''
while [ $# -gt 0 ]; do
  case $1 in
    -h | --help)
      usage
      exit 0
      ;;
    --quick)
      quick=yes
      shift
      ;;
    --out | --device | --data)
      [ $# -ge 2 ] || fail "$1 wants a value; see --help."
      case $1 in
        --out) out=$2 ;;
        --device) device=(--device "$2") ;;
        --data) data=$2 ;;
      esac
      shift 2
      ;;
    *) fail "there is no option '$1'; see --help." ;;
  esac
done
command -v "$SWEEP_BINARY" >/dev/null || fail "there is no program '$SWEEP_BINARY'; make it with ./sweep publish, or set SWEEP_BINARY."
mkdir -p "$out"
: >"$out/tables.txt"

study_sizes=8,16,32,64,128,256,512,1024,2048
if [ -n "$quick" ]; then
  matrices=64x64x64,128x128x128 convolutions=16x16x16-32,8x8x32-32 conv_batches=8 batch_sizes=8,64 packed_sizes=8 pack=3 seconds=0.2 rounds=2 steps=3 epochs=1
  study_seeds=1 smaller=(--seeds 1 --train-examples 200 --test-examples 100) glyphs_examples=200 cifar_examples=200
else
  matrices=256x32x32,1024x1024x1024,2048x2048x2048,4096x4096x4096,8192x8192x8192
  convolutions=32x32x3-16,16x16x16-32,8x8x32-32,32x32x64-64,16x16x128-128,8x8x256-256 conv_batches=64,256
  batch_sizes=$study_sizes packed_sizes=8,16,32,64,128 pack=27 seconds=3 rounds=7 steps=20 epochs=10 study_seeds=3 smaller=() glyphs_examples=4000 cifar_examples=50000
fi

# Prints a heading and what a command prints, and keeps both.
section() {
  local title=$1
  shift
  {
    printf '\n## %s\n\n' "$title"
    "$@"
  } | tee -a "$out/tables.txt"
}

# Likewise in mixed precision, where the device has it.
mixed_section() {
  local title="$1, mixed precision"
  shift
  if "$SWEEP_BINARY" bench gemm --shapes 8x8x8 --rounds 1 --precision mixed ${device[@]+"${device[@]}"} >/dev/null 2>>"$out/progress.log"; then
    section "$title" "$@"
  else
    section "$title" echo "Left out: $(tail -n 1 "$out/progress.log")"
  fi
}

sweep() {
  "$SWEEP_BINARY" "$@" 2>>"$out/progress.log" || {
    tail -n 5 "$out/progress.log" >&2
    return 1
  }
}

bench() {
  local what=$1 document=$2
  shift 2
  sweep bench "$what" "$@" ${device[@]+"${device[@]}"} --save "$out/$document.json"
}

# Runs a study and prints its wall-clock seconds alone.
seconds_of() {
  local started ended
  started=$(date +%s.%N)
  sweep run "$@" ${device[@]+"${device[@]}"} >"$out/study.txt" || return
  ended=$(date +%s.%N)
  awk -v a="$started" -v b="$ended" 'BEGIN { printf "%.2f\n", b - a }'
}

# The trials of a study in turn, and packed.
study() {
  local experiment=$1 one packed
  shift
  one=$(seconds_of "$experiment" --out "$out/runs-1" --fresh --pack 1 "$@")
  packed=$(seconds_of "$experiment" --out "$out/runs-auto" --fresh --pack auto "$@")
  printf '%s %s: %s s one after another, %s s packed\n' "$experiment" "$*" "$one" "$packed"
  printf '{"benchmark": "study", "experiment": "%s", "in_turn_seconds": %s, "packed_seconds": %s}\n' "$experiment" "$one" "$packed" >"$out/study-$experiment.json"
}

packed_seconds() { sed -n 's/.*"packed_seconds": \([0-9.]*\).*/\1/p' "$out/study-$1.json"; }

# What PyTorch needs for the same trials one after another.
in_turn() {
  local experiment=$1 examples=$2 epochs=$3 mode=$4
  "$PYTHON" "$here/torch_step.py" --experiment "$experiment" --device cuda --mode "$mode" --batch-sizes "$study_sizes" --seconds "$seconds" >"$out/torch-$experiment-$mode.json"
  "$PYTHON" "$here/in_turn.py" "$out/torch-$experiment-$mode.json" --examples "$examples" --epochs "$epochs" --seeds "$study_seeds" --ours "$(packed_seconds "$experiment")"
}

has_cuda() { "$PYTHON" -c 'import sys, torch; sys.exit(not torch.cuda.is_available())' 2>/dev/null; }

section "Device" sweep devices
section "Launch" bench launch launch --rounds "$rounds"
section "Products of matrices" bench gemm gemm --shapes "$matrices" --rounds "$rounds"
section "Convolutions" bench conv conv --shapes "$convolutions" --batch-sizes "$conv_batches" --rounds "$rounds"
mixed_section "Products of matrices" bench gemm gemm-mixed --shapes "$matrices" --rounds "$rounds" --precision mixed
mixed_section "Convolutions" bench conv conv-mixed --shapes "$convolutions" --batch-sizes "$conv_batches" --rounds "$rounds" --precision mixed
section "Training steps" bench step step --experiment batch-size-cifar10 --batch-sizes "$batch_sizes" --seconds "$seconds"
mixed_section "Training steps" bench step step-mixed --experiment batch-size-cifar10 --batch-sizes "$batch_sizes" --seconds "$seconds" --precision mixed
section "Training steps, $pack trials packed" bench step step-packed --experiment batch-size-cifar10 --batch-sizes "$packed_sizes" --pack "$pack" --seconds "$seconds"
section "Profile" sweep profile quickstart --steps "$steps" --trace "$out/quickstart.trace.json" ${device[@]+"${device[@]}"}
section "The study on glyphs" study batch-size --epochs "$epochs" ${smaller[@]+"${smaller[@]}"}
[ -z "$data" ] || section "The study on CIFAR-10" study batch-size-cifar10 --epochs 1 --data "$data" ${smaller[@]+"${smaller[@]}"}

if has_cuda; then
  for mode in eager graph; do
    section "Against PyTorch, $mode" "$here/against-torch.sh" --torch-device cuda --mode "$mode" --batch-sizes "$batch_sizes" --seconds "$seconds" \
      --out "$out/torch-$mode" ${device[@]+"${device[@]}"}
    section "The study on glyphs against PyTorch, $mode" in_turn batch-size "$glyphs_examples" "$epochs" "$mode"
    [ -z "$data" ] || section "The study on CIFAR-10 against PyTorch, $mode" in_turn batch-size-cifar10 "$cifar_examples" 1 "$mode"
  done
else
  section "Against PyTorch" echo "Left out: $PYTHON has no PyTorch that sees a CUDA device."
fi
printf '\nTables and documents are in %s.\n' "$out"
