#!/usr/bin/env bash
# Sees to Chromium, Java 17+ and Maven: installs Debian's packages, or names the exact command.
set -euo pipefail

has_java() {
  local version
  version=$(java -version 2>&1 | sed -nE '1s/.*"([0-9]+).*/\1/p') && [ "${version:-0}" -ge 17 ]
}
has_chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome; }
has_chinese_font() { fc-list :lang=zh 2>/dev/null | grep -q .; }

java_package() { # the oldest Java from 17 on that this Debian has
  local package
  for package in openjdk-17-jre-headless openjdk-21-jre-headless default-jre-headless; do
    if apt-cache show "$package" >/dev/null 2>&1; then
      echo "$package"
      return
    fi
  done
  echo default-jre-headless
}

missing=()
has_java || missing+=(java)
command -v mvn >/dev/null || missing+=(maven)
has_chromium >/dev/null || missing+=(chromium)
has_chinese_font || missing+=(fonts-noto-cjk)
if [ ${#missing[@]} -eq 0 ]; then
  exit 0
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  as_root=(sudo -n)
fi
packages=("${missing[@]/#java/openjdk-17-jre-headless}")
by_hand="apt-get update && apt-get install -y --no-install-recommends ${packages[*]}"
if ! command -v apt-get >/dev/null || ! "${as_root[@]}" true 2>/dev/null; then
  echo "make test needs ${missing[*]} and may not install them here; run as root: $by_hand" >&2
  exit 1
fi

echo "== installing ${missing[*]} from Debian's packages"
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq
packages=("${missing[@]/#java/$(java_package)}")
if ! "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null; then
  echo "make test could not install its tools; run as root: $by_hand" >&2
  exit 1
fi
