#!/usr/bin/env bash
# Runs the study and writes docs/study.md. It trains the sweeps that are not finished yet. Then it joins, for each experiment, what its sweep measured
# (report --format markdown) and a text that a person wrote (docs/study/NAME.md). A finished sweep is not trained again.
#   docs/study.sh                        trains here, in the data folder .sherlock: hours
#   SHERLOCK_DATABASE=… docs/study.sh    trains on the silos of that cluster
#   docs/study.sh --write                trains nothing, and writes the page from what was trained
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Each experiment with the options that make it smaller; without them it has the study's own size. The last one is for a comparison with the one before.
experiments=(
  "seed-notebook"
  "learning-rate --set trial.epochs=1 --set grid.momentum=[0.8] --set seeds=[1,2,3]"
  "clipping --set trial.epochs=1 --set seeds=[1,2,3]"
  "layer-sizes --set trial.epochs=1 --set grid.embedding_size=[64] --set seeds=[1,2,3]"
  "optimizer --set trial.epochs=1 --set seeds=[1,2,3]"
  "cell --set trial.epochs=1 --set seeds=[1,2,3]"
  "basic-cell --set trial.epochs=2 --set seeds=[1,2,3]"
  "sequence-length --set trial.epochs=10 --set seeds=[1,2,3]"
  "sequence-length-scaled --set trial.epochs=12 --set seeds=[1,2,3]"
  "word-vectors --set trial.epochs=2 --set seeds=[1,2,3]"
  "word-vectors-equal-time --set name=word-vectors-equal-time --set grid.model=[window] --set trial.epochs=37 --set seeds=[1,2,3]"
)

# Prints the sweep file of an experiment: its own, or the one that it runs in another size.
grid_of() { if [[ -e grids/$1.yaml ]]; then echo "grids/$1.yaml"; else echo grids/word-vectors.yaml; fi; }

sherlock() { dotnet run -c Release --no-build --project Sweep.Silo -- "$@"; }

is_finished() { sherlock show "$1" --json 2>/dev/null | grep -q '"status": *"Completed"'; }

train() {
  local name=$1
  shift
  if is_finished "$name"; then return; fi
  if [[ -n ${SHERLOCK_DATABASE:-} ]]; then
    sherlock submit "$(grid_of "$name")" "$@"
    sherlock watch "$name"
  else
    sherlock run "$(grid_of "$name")" "$@"
  fi
}

# Prints the sum of all trials' seconds.
seconds_of() { sherlock show "$1" --json | sed -n 's/.*"seconds": *\([0-9.]*\).*/\1/p' | awk '{ sum += $1 } END { printf "%.0f", sum }'; }

tidy() { sed -e 's/ *$//' -e '/^$/d'; }

quote() { sed 's/^/> /'; }

write() {
  local experiment name options trained total=0
  for experiment in "${experiments[@]}"; do
    read -r name options <<< "$experiment"
    trained="$(seconds_of "$name")"
    total=$((total + trained))
    if [[ ! -e docs/study/$name.md ]]; then continue; fi
    printf '\n'
    sherlock report "$name" --format markdown --claims "$(grid_of "$name")" --part findings,effects
    printf '\nTo repeat it: `run %s%s`. Its trials took %s s.\n\n' "$(grid_of "$name")" "${options:+ $options}" "$trained"
    cat "docs/study/$name.md"
  done
  printf '\n## All of it\n\nAll trials together took %s s, which is %s hours, with one core for each trial.\n\n' "$total" "$(awk "BEGIN { printf \"%.1f\", $total / 3600 }")"
  printf 'The scores of word vectors by `eval`, with three seeds each: the recurrent network after two epochs, the window model after two epochs, the window model after as much time, and the recurrent network that learns sooner.\n\n```\n'
  sherlock eval word-vectors/{1,3,5} word-vectors/{2,4,6} word-vectors-equal-time/{1,2,3} sequence-length-scaled/{2,4,6} | sed '/category/,$d' | tidy
  printf '```\n\nThe words that the page looks up, and its analogy, in the vectors of the window model and of the recurrent network that learns sooner:\n\n```\n'
  sherlock words word-vectors-equal-time/1 sequence-length-scaled/2 nearest run mr | tidy
  sherlock words word-vectors-equal-time/1 sequence-length-scaled/2 analogy had has was | tidy
  printf '```\n\nText by the recurrent network that learns sooner (20 words, first seed), with the likeliest word each time and at a temperature of 0.8:\n\n'
  sherlock generate sequence-length-scaled/2 --words 60 2>/dev/null | quote
  printf '\n'
  sherlock generate sequence-length-scaled/2 --words 60 --temperature 0.8 2>/dev/null | quote
}

dotnet build Sweep.Silo -c Release -v quiet >&2
if [[ ${1:-} != --write ]]; then
  for experiment in "${experiments[@]}"; do
    read -r -a words <<< "$experiment"
    train "${words[@]}"
  done
fi
{ cat docs/study/introduction.md; write; } > docs/study.md.part
mv docs/study.md.part docs/study.md
