#!/usr/bin/env bash
# Runs the study and writes docs/study.md: trains what is not finished yet, then puts together what is said of each experiment (docs/study/NAME.md, written by hand)
# and what its sweep measured (report --format markdown). A sweep that is finished is not trained again.
#   docs/study.sh                        here, in the data folder .sherlock: hours
#   SHERLOCK_DATABASE=… docs/study.sh    on the silos of that cluster
#   docs/study.sh --write                only writes, from what was trained
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Each experiment and the size at which docs/study.md has it; without these options it is the study's own size.
experiments=(
  "seed-notebook"
  "learning-rate --set trial.epochs=1 --set grid.momentum=[0.8] --set seeds=[1,2,3]"
  "clipping --set trial.epochs=1 --set seeds=[1,2,3]"
  "layer-sizes --set trial.epochs=1 --set grid.embedding_size=[64] --set seeds=[1,2,3]"
  "optimizer --set trial.epochs=1 --set seeds=[1,2,3]"
  "cell --set trial.epochs=1 --set seeds=[1,2,3]"
  "basic-cell --set trial.epochs=2 --set seeds=[1,2,3]"
  "sequence-length --set trial.epochs=2 --set seeds=[1,2,3]"
  "sequence-length-scaled --set trial.epochs=12 --set seeds=[1,2,3]"
  "word-vectors --set trial.epochs=2 --set seeds=[1,2,3]"
)

sherlock() { dotnet run -c Release --project Sweep.Silo -- "$@"; }

is_finished() { sherlock show "$1" --json 2>/dev/null | grep -q '"status": *"Completed"'; }

train() {
  local name=$1
  shift
  if is_finished "$name"; then return; fi
  if [[ -n ${SHERLOCK_DATABASE:-} ]]; then
    sherlock submit "grids/$name.yaml" "$@"
    sherlock watch "$name"
  else
    sherlock run "grids/$name.yaml" "$@"
  fi
}

write() {
  cat docs/study/introduction.md
  local experiment name options
  for experiment in "${experiments[@]}"; do
    read -r name options <<< "$experiment"
    printf '\n'
    sherlock report "$name" --format markdown --claims "grids/$name.yaml" --part findings,effects
    printf '\nTo repeat it: `run grids/%s.yaml%s`.\n\n' "$name" "${options:+ $options}"
    cat "docs/study/$name.md"
  done
}

if [[ ${1:-} != --write ]]; then
  for experiment in "${experiments[@]}"; do
    read -r -a words <<< "$experiment"
    train "${words[@]}"
  done
fi
write > docs/study.md.part
mv docs/study.md.part docs/study.md
