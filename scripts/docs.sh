#!/usr/bin/env bash
# Builds the guides and the API reference as a web site, from the pages and the doc comments that are there, with docfx.
# Usage: scripts/docs.sh [--serve]
#   --serve  shows the site at http://localhost:8080 until Ctrl-C
# The site is build/docs/site. Exit code 1 if docfx warns: a dead link or a comment that names what is not there.
set -euo pipefail
# shellcheck source=scripts/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

serve=0
case ${1:-} in
  '') ;;
  --serve) serve=1 ;;
  -h | --help) sed -n '2,5s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
  *) stop 0901 2 "Unknown argument '$1'." "scripts/docs.sh --help" ;;
esac

"$ACS_ROOT/scripts/setup.sh" dotnet
work="$ACS_ROOT/build/docs"

# docfx wants all pages below one folder: those of the checkout, and the files that they link to.
collect() {
  rm -rf "$work"
  mkdir -p "$work/pages"
  (cd "$ACS_ROOT" && find README.md CHANGELOG.md LICENSE CITATION.cff .ci .github rtl scripts src testbenches tests \
    \( -name bin -o -name obj -o -name node_modules \) -prune -o \
    -type f \( -name '*.md' -o -name '*.svg' -o -name '*.sh' -o -name '*Tests.cs' -o -name LICENSE -o -name CITATION.cff -o -name tool-versions.env -o -path .ci/run \) -print0 \
    | tar --null -T - -cf -) | tar -xf - -C "$work/pages"
  cp "$ACS_ROOT"/scripts/docs/{docfx.json,toc.yml,dotnet-tools.json} "$work/pages"
}

build_site() {
  cd "$work/pages"
  dotnet tool restore
  dotnet docfx docfx.json --warningsAsErrors
}

collect
with_lock acs run_quietly "Building the site" "$ACS_ROOT/build/logs/docs.log" build_site
say "site: $work/site/README.html"
if [ "$serve" = 1 ]; then cd "$work/pages" && exec dotnet docfx serve ../site --port 8080; fi
