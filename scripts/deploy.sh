#!/usr/bin/env bash
# Checks the files in Deploy by the programs that read them: systemd's own, nginx, a parser of YAML; and does what the Dockerfile does,
# without Docker: builds, strips, and runs the program as a user without rights, with its health check.
#
# BUILD   the configuration to build; release, linked statically as in the image
# PORT    the port that the program is tried on; 18495 unless told
set -euo pipefail
cd "$(dirname "$0")/.."

port=${PORT:-18495}
build=${BUILD:-release}
work=$(mktemp -d)
pid=""
trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null || true; rm -rf "$work"' EXIT
step() { echo "deploy: $*"; }

command -v nginx >/dev/null || scripts/install-packages.sh nginx-light
command -v systemd-analyze >/dev/null || scripts/install-packages.sh systemd
scripts/setup.sh

step "the image's program"
flags=(--configuration "$build" --product petstore-server --static-swift-stdlib)
swift build "${flags[@]}" --scratch-path .build/image
install -D --strip "$(swift build "${flags[@]}" --scratch-path .build/image --show-bin-path)/petstore-server" \
    "$work/image/usr/local/bin/petstore-server"
program=$work/image/usr/local/bin/petstore-server
if ldd "$program" | grep -iE 'swift|foundation|not found'; then
    echo "deploy: the program needs more than a slim image has" >&2
    exit 1
fi

step "units of systemd"
sed "s|/usr/local/bin/petstore-server|$program|" Deploy/petstore.service >"$work/petstore.service"
cp Deploy/petstore.socket "$work"
systemd-analyze verify "$work/petstore.service" "$work/petstore.socket"

step "nginx"
mkdir -p "$work/nginx"
nginx -t -q -p "$work/nginx" -c "$PWD/Deploy/nginx.conf"

step "Kubernetes and Envoy"
python3 - <<'PYTHON'
import sys
try:
    import yaml
except ImportError:
    sys.exit(print("deploy: without PyYAML, the YAML is not read"))
deployment, service = yaml.safe_load_all(open("Deploy/kubernetes.yaml"))
pod = deployment["spec"]["template"]["spec"]
container = pod["containers"][0]
values = {entry["name"]: entry["value"] for entry in container["env"]}
seconds = sum(int(values[name].removesuffix("s")) for name in ("WRIT_READINESS_DELAY", "WRIT_DRAIN", "WRIT_GRACE"))
probe = container["readinessProbe"]
assert seconds < pod["terminationGracePeriodSeconds"], "the kubelet kills before the drain is over"
assert probe["periodSeconds"] * probe["failureThreshold"] < int(values["WRIT_READINESS_DELAY"].removesuffix("s"))
assert service["spec"]["selector"] == deployment["spec"]["template"]["metadata"]["labels"]
assert yaml.safe_load(open("Deploy/envoy.yaml"))["static_resources"]["clusters"][0]["health_checks"]
PYTHON

step "the image's program as user 65532"
chmod -R a+rX "$work"
# The settings of the image, but for the port.
runAs=(env)
[ "$(id -u)" != 0 ] || runAs=(setpriv --reuid 65532 --regid 65532 --clear-groups env)
(cd / && exec "${runAs[@]}" WRIT_HOST=127.0.0.1 "WRIT_PORT=$port" "$program" run) >"$work/log" 2>&1 &
pid=$!
health=$(sed -n 's/.*\["bash", "-c", "\(.*\)"\]$/\1/p' Deploy/Dockerfile | sed -e 's/\\\\/\\/g' -e "s/8080/$port/")
[ -n "$health" ] || { echo "deploy: the Dockerfile has no health check" >&2; exit 1; }
for _ in $(seq 100); do
    if bash -c "$health" 2>/dev/null; then healthy=1; break; fi
    sleep 0.1
done
[ "${healthy:-}" = 1 ] || { cat "$work/log" >&2; echo "deploy: the health check fails" >&2; exit 1; }
kill -TERM "$pid"
wait "$pid"
pid=""
if bash -c "$health" 2>/dev/null; then echo "deploy: the health check holds without a server" >&2; exit 1; fi
step "all files hold"
