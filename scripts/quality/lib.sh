# shellcheck shell=bash
# Functions shared by the harnesses of this folder; sourced, never run.
# A harness runs acs from the outside, as a user would: it looks at exit codes, at what is printed and at what is left on disk.

# shellcheck source=scripts/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/../common.sh"

quality_acs="$ACS_ROOT/scripts/acs"
quality_work=$(mktemp -d "${TMPDIR:-/tmp}/acs-quality.XXXXXX")
quality_passed=0
quality_failed=0
quality_skipped=0
quality_failures=()

# quality_clean: removes the working folder; harnesses set it as their EXIT trap.
quality_clean() { rm -rf "$quality_work"; }

# quality_ready: builds acs and the RTL model once, so that no case pays for it, and makes the small scenario of the harnesses.
quality_ready() {
  "$quality_acs" version >/dev/null || stop 0901 2 "acs does not build." "scripts/build.sh"
  quality_scenario="$quality_work/small.yaml"
  sed -e 's/^name:.*/name: small/' \
    -e "s|onnx: \.\./|onnx: $ACS_ROOT/testbenches/chip_inference/|" \
    -e '/^ *golden:/d' -e '/^record:/,/^ *images:/d' -e 's/^ *count:.*/  count: 8/' \
    "$ACS_ROOT/testbenches/chip_inference/scenarios/quickstart.yaml" >"$quality_scenario"
}

# digest_of FOLDER: the digest of all outputs in a result.
digest_of() { sed -n 's/^ *"digest": "\([0-9a-f]*\)".*/\1/p' "$1/result.json" 2>/dev/null | head -n 1; }

# ugly FILE: prints the first line that no user may see: a stack trace, an unhandled exception, an internal error.
ugly() { grep -a -m 1 -E 'Unhandled exception|internal error|ACS0000|^ *at [A-Za-z_]+\.[A-Za-z_.<>]+\(|Segmentation|core dumped|AddressSanitizer|terminate called' "$1" || true; }

# passed NAME / failed NAME WHY / skipped NAME WHY: count a case and say so on stderr.
passed() { quality_passed=$((quality_passed + 1)); say "  ok    $1"; }
failed() {
  quality_failed=$((quality_failed + 1))
  quality_failures+=("$1: $2")
  say "  FAIL  $1: $2"
}
skipped() { quality_skipped=$((quality_skipped + 1)); say "  skip  $1: $2"; }

# quality_finish JSON: the counts, as one line or one JSON object; exit code 1 if anything failed.
quality_finish() {
  if [ "$1" = 1 ]; then
    local first=1 line
    printf '{ "passed": %d, "failed": %d, "skipped": %d, "failures": [' "$quality_passed" "$quality_failed" "$quality_skipped"
    for line in ${quality_failures[@]+"${quality_failures[@]}"}; do
      if [ "$first" = 1 ]; then first=0; else printf ', '; fi
      printf '"%s"' "$(printf '%s' "$line" | tr -d '\000-\037' | sed 's/["\\]/\\&/g')"
    done
    printf '] }\n'
  else
    local line="$quality_passed passed, $quality_failed failed"
    if [ "$quality_skipped" -gt 0 ]; then line="$line, $quality_skipped skipped"; fi
    echo "$line"
  fi
  [ "$quality_failed" -eq 0 ]
}
