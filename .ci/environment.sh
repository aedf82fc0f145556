# Sourced by ./run, ./test and .ci/run: the virtual environment of this clone, from hashed locks. Asks nothing, names no index.
# What pip is told by its own configuration, uv is told too; whoever has neither gets pip's default.

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
VENV="$ROOT/.venv"
export HOANHAP_VAR="${HOANHAP_VAR:-$ROOT/var}"
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 PIP_ROOT_USER_ACTION=ignore UV_NO_PROGRESS=1

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

find_python() {
  local candidate
  for candidate in "${PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11; do
    [ -n "$candidate" ] && command -v "$candidate" >/dev/null 2>&1 || continue
    "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || continue
    printf '%s' "$candidate"
    return 0
  done
  return 1
}

make_venv() {
  "$VENV/bin/python" -c '' >/dev/null 2>&1 && "$VENV/bin/python" -m pip --version >/dev/null 2>&1 && return 0
  local python
  python="$(find_python)" || fail "Cần Python 3.11 trở lên. Trên Debian hoặc Ubuntu: apt install python3 python3-venv; rồi chạy lại."
  "$python" -c 'import venv, ensurepip' >/dev/null 2>&1 ||
    fail "Python ở đây thiếu venv. Trên Debian hoặc Ubuntu: apt install python3-venv; rồi chạy lại."
  say "Môi trường Python: tạo .venv bằng $("$python" --version) …"
  rm -rf "$VENV"
  "$python" -m venv "$VENV" || fail "Không tạo được .venv. Hãy xem lý do ở ngay trên rồi chạy lại."
}

pip_setting() { "$VENV/bin/python" -m pip config get "$1" 2>/dev/null || true; }

# uv reads none of pip's settings; what stands there is handed over, so that both look in the same places.
tell_uv() {
  local index extra links cert
  index="${PIP_INDEX_URL:-$(pip_setting global.index-url)}"
  extra="${PIP_EXTRA_INDEX_URL:-$(pip_setting global.extra-index-url)}"
  links="${PIP_FIND_LINKS:-$(pip_setting global.find-links)}"
  cert="${PIP_CERT:-$(pip_setting global.cert)}"
  if [ -n "$cert" ]; then export SSL_CERT_FILE="${SSL_CERT_FILE:-$cert}"; fi
  if [ -n "$index" ]; then export UV_DEFAULT_INDEX="${UV_DEFAULT_INDEX:-$index}"; fi
  if [ -n "$extra" ]; then export UV_INDEX="${UV_INDEX:-$extra}" UV_INDEX_STRATEGY="${UV_INDEX_STRATEGY:-unsafe-best-match}"; fi
  if [ -n "$links" ]; then export UV_FIND_LINKS="${UV_FIND_LINKS:-${links// /,}}"; fi
}

install_lock() { # FILE: every package with its hash, by uv, or by pip when uv fails
  "$VENV/bin/uv" pip install --quiet --no-deps --python "$VENV/bin/python" --require-hashes -r "$1" 2>"$VENV/uv.log" && return 0
  say "  uv không cài được (xem .venv/uv.log); cài bằng pip, lâu hơn …"
  "$VENV/bin/python" -m pip install --quiet --no-deps --require-hashes -r "$1" ||
    fail "Không cài được các gói trong $(basename "$1"). Hãy kiểm tra mạng hoặc cấu hình pip rồi chạy lại; phần đã cài không mất."
}

prepare_environment() { # LOCK: requirements.lock or requirements-test.lock
  # One at a time in one clone: the lock is the folder itself and goes when the process does.
  exec 9<"$ROOT"
  if command -v flock >/dev/null 2>&1; then flock 9; fi
  make_venv
  local lock="$ROOT/$1" stamp="$VENV/installed-$1" now
  now="$(cat "$ROOT/requirements-bootstrap.lock" "$lock" "$ROOT/pyproject.toml" | sha256sum | cut -d' ' -f1) $ROOT"
  if [ "$(cat "$stamp" 2>/dev/null)" != "$now" ]; then
    say "Môi trường Python: công cụ cài đặt …"
    "$VENV/bin/python" -m pip install --quiet --require-hashes -r "$ROOT/requirements-bootstrap.lock" ||
      fail "Không cài được công cụ cài đặt. Hãy kiểm tra mạng hoặc cấu hình pip rồi chạy lại."
    say "Môi trường Python: các gói trong $1 …"
    tell_uv
    install_lock "$lock"
    say "Môi trường Python: Hòa Nhập …"
    "$VENV/bin/python" -m pip install --quiet --no-index --no-deps --no-build-isolation --editable "$ROOT" ||
      fail "Không cài được Hòa Nhập vào .venv. Hãy xem lý do ở ngay trên."
    printf '%s\n' "$now" >"$stamp"
  fi
  exec 9<&-
}
