# README's lines for nginx, as they stand there in both languages, in front of a real server: TLS,
# who is at the other end, and that nobody makes himself another.
set -u
fault=0
claim() { if "${@:2}"; then echo "ok: $1"; else echo "not ok: $1"; fault=1; fi; }
command -v nginx openssl curl >/dev/null || { echo "skip: nginx, openssl and curl are not all here"; exit 0; }

lines() { awk '/^```nginx$/ {inside = 1; next} /^```$/ {inside = 0} inside' "$1"; }
lines "$SOURCE/README.md" >en.conf
lines "$SOURCE/README.vi.md" >vi.conf
claim "README has its lines for nginx" test -s en.conf
claim "README.vi.md has the same" cmp -s en.conf vi.conf
told() { grep -q -- "serve .*--trusted-proxy 127.0.0.1" "$1"; }
claim "README says --trusted-proxy" told "$SOURCE/README.md"
claim "README.vi.md says --trusted-proxy" told "$SOURCE/README.vi.md"

"$GIAOBAN" create --store tinh.giaoban >/dev/null 2>&1 || exit 1
login=$("$GIAOBAN" user list --store tinh.giaoban --format csv 2>/dev/null | sed -n 2p | cut -d, -f1)
once=$("$GIAOBAN" user password --store tinh.giaoban --login "$login" 2>/dev/null | tail -n 1)
"$GIAOBAN" serve --store tinh.giaoban --port 0 --trusted-proxy 127.0.0.1 >serve.out 2>serve.err &
server=$!
trap 'kill -TERM $server ${proxy:-} 2>/dev/null' EXIT
port=
for _ in $(seq 100); do
  port=$(grep -o 'http://127.0.0.1:[0-9]*' serve.err | head -n 1 | grep -o '[0-9]*$')
  [[ -z $port ]] || break
  sleep 0.1
done
claim "the pages are served" test -n "$port"

openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost \
  -keyout giaoban.key -out giaoban.pem 2>/dev/null
outside=$((20000 + RANDOM % 20000))
mkdir -p temp
{
  printf 'worker_processes 1;\ndaemon off;\npid %s;\nerror_log %s;\nevents {}\nhttp {\naccess_log off;\n' \
    "$PWD/nginx.pid" "$PWD/nginx.log"
  for kind in client_body proxy fastcgi uwsgi scgi; do printf '%s_temp_path %s;\n' $kind "$PWD/temp/$kind"; done
  sed -e "s|listen 443 ssl|listen 0.0.0.0:$outside ssl|" -e "s|giaoban.example.vn|localhost|" \
    -e "s|/etc/ssl|$PWD|" -e "s|127.0.0.1:8080|127.0.0.1:$port|" en.conf
  printf '}\n'
} >nginx.conf
claim "nginx takes the lines" nginx -t -q -c "$PWD/nginx.conf"
nginx -c "$PWD/nginx.conf" 2>>nginx.out &
proxy=$!
at=https://localhost:$outside
ask() { curl -sk --max-time 20 --resolve "localhost:$outside:127.0.0.1" "$@"; }
for _ in $(seq 50); do ask -o /dev/null "$at/sign-in" && break; sleep 0.1; done

# A browser at 127.0.0.7: signs in, changes the one-time password, looks where it is signed in.
agent='Mozilla/5.0 (X11) Gecko/20100101 Firefox/115.0'
browser() { ask --interface 127.0.0.7 -A "$agent" -b jar -c jar "$@"; }
token() { grep -o 'name="token" value="[^"]*"' | head -n 1 | cut -d'"' -f4; }
sent=$(browser "$at/sign-in" | token)
browser -D head.txt -o in.html -H "Origin: $at" --data-urlencode "token=$sent" \
  --data-urlencode "login=$login" --data-urlencode "password=$once" "$at/sign-in"
claim "one signs in over TLS" grep -qi '^location: /account/password' head.txt
claim "by a cookie that goes over TLS only" \
  grep -Eqi '^set-cookie: __Host-giaoban=[^;]+;.*HttpOnly.*Secure' head.txt
browser -o page.html "$at/account/password"
field() { grep -o "name=\"$1\" value=\"[^\"]*\"" page.html | head -n 1 | cut -d'"' -f4; }
sent=$(grep -o '<main.*' page.html | token); [[ -n $sent ]] || sent=$(token <page.html)
new='áo rách bốn nút bấm'
browser -D head.txt -o changed.html -H "Origin: $at" --data-urlencode "token=$sent" \
  --data-urlencode "nonce=$(field nonce)" --data-urlencode "based_on=$(field based_on)" \
  --data-urlencode "old_password=$once" --data-urlencode "new_password=$new" \
  --data-urlencode "repeated=$new" "$at/account/password"
claim "a form comes through, also with another port in Origin" grep -qi '^location: /account' head.txt
browser -o account.html "$at/account"
claim "the session says from which address" grep -q '127\.0\.0\.7' account.html

# What a client says of itself is not believed: nginx writes over it.
browser -o liar.html -H 'X-Forwarded-For: 203.0.113.9' -H 'X-Forwarded-Proto: http' "$at/account"
claim "nobody makes himself another address" bash -c '! grep -q "203\.0\.113\.9" liar.html'
claim "nor another way in" grep -q '127\.0\.0\.7' liar.html
# A cookie that wandered to another browser opens nothing.
claim "another browser of the session is refused" \
  test "$(ask -o /dev/null -w '%{http_code}' -A curl -b jar "$at/account")" = 303

kill -TERM $proxy; wait $proxy 2>/dev/null; proxy=
kill -TERM $server; wait $server; ended=$?
trap - EXIT
claim "the server stops when told" test $ended -eq 0 -o $ended -eq 143
exit $fault
