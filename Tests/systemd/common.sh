# What the cases share.

fail() {
  echo "failed: $*" >&2
  journalctl -u 'modelgend*' -u 'user@*' --no-pager -o short-monotonic | tail -30 >&2
  exit 1
}

await() { # await SECONDS COMMAND...
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    [ "$SECONDS" -lt "$end" ] || return 1
    sleep 0.1
  done
}

# Before the package is there: short times, and the libraries of a program that is not static.
prepare_drop_ins() {
  # The index of all manual pages of the machine takes a minute.
  rm -f /var/lib/man-db/auto-update
  local unit where
  for unit in system/modelgend.service system/modelgend@.service user/modelgend.service; do
    where=/etc/systemd/$unit.d
    mkdir -p "$where"
    {
      echo '[Service]'
      echo 'WatchdogSec=3s'
      while read -r path; do
        case $unit in system/*) echo "ExecPaths=${path%/lib/swift/linux}" ;; esac
      done < "$folder/libraries"
    } > "$where/05-test.conf"
  done
  systemctl daemon-reload
}

install_package() {
  prepare_drop_ins
  dpkg --force-confold -i "$1" > /tmp/dpkg.log 2>&1 || { tail -5 /tmp/dpkg.log >&2; return 1; }
}

# new_project ROOT [OWNER]: one migration, in a folder of its owner's.
new_project() {
  mkdir -p "$1/migrations"
  printf '[project]\nmigrations = ["migrations"]\ndialect = "postgres"\nconvention = "plain"\n' \
    > "$1/modelgend.toml"
  echo 'CREATE TABLE users (id int PRIMARY KEY);' > "$1/migrations/001_users.sql"
  if [ $# -gt 1 ]; then chown -R "$2" "$1"; fi
}

# migrate ROOT NUMBER TABLE: drops a migration in, as the owner of the folder would.
migrate() {
  echo "CREATE TABLE $3 (id int PRIMARY KEY);" > "$1/.new"
  chown --reference="$1/migrations" "$1/.new"
  mv "$1/.new" "$1/migrations/$2_$3.sql"
}

has_model() { [ -e "$1/app/Models/Base/$2.php" ]; } # has_model ROOT CLASS

# The service watches one project that it was given the plain way, below /srv.
serve_project() {
  new_project "$1"
  chgrp -R modelgend "$1" && chmod -R g+w "$1"
  printf '[[project]]\nroot = "%s"\n' "$1" > /etc/modelgend/modelgend.toml
  printf '[Service]\nReadWritePaths=-/srv\n' > /etc/systemd/system/modelgend.service.d/50-test.conf
  systemctl daemon-reload
  systemctl reset-failed modelgend.service 2> /dev/null
  systemctl restart modelgend.socket modelgend-status.socket modelgend.service ||
    fail "the service does not start"
  await 20 has_model "$1" User || fail "no model after the start"
}

# As freshly installed: no projects, nothing granted, nothing kept.
clean_up() {
  systemctl stop modelgend.service 2> /dev/null
  rm -rf /srv/* /var/lib/modelgend/* /var/cache/modelgend/*
  rm -f /etc/systemd/system/modelgend.service.d/[1-9]*.conf
  : > /etc/modelgend/modelgend.toml
  systemctl daemon-reload
  systemctl reset-failed 2> /dev/null
  systemctl restart modelgend.socket modelgend-status.socket modelgend.service
}

restarts() { systemctl show -P NRestarts modelgend.service; }
state_of() { systemctl show -P ActiveState "${1:-modelgend.service}"; }
main_process() { systemctl show -P MainPID modelgend.service; }
answers() { modelgend status > /dev/null 2>&1; }

# A person with a home that the web server can look into.
person_dev() {
  getent passwd dev > /dev/null || useradd -m -s /bin/bash dev
  chmod 0755 /home/dev
  dev=$(id -u dev)
}

as() { # as USER COMMAND...
  local user=$1
  shift
  runuser -u "$user" -- "$@"
}

# lives_together ROOT: the model is there; dev edits its user class, www-data reads both.
lives_together() {
  await 20 has_model "$1" User || fail "no model in $1"
  as dev sh -c "echo '// mine' >> '$1/app/Models/User.php'" || fail "dev cannot edit in $1"
  as www-data cat "$1/app/Models/User.php" "$1/app/Models/Base/User.php" > /dev/null ||
    fail "www-data cannot read in $1"
  as dev sh -c "echo 'CREATE TABLE tags (id int PRIMARY KEY);' > '$1/migrations/002_tags.sql'" ||
    fail "dev cannot write a migration in $1"
  await 20 has_model "$1" Tag || fail "no model after dev's migration in $1"
  as dev sh -c "echo '// mine' >> '$1/app/Models/Tag.php'" || fail "dev cannot edit a new class in $1"
  as www-data cat "$1/app/Models/Tag.php" "$1/app/Models/Base/Tag.php" > /dev/null ||
    fail "www-data cannot read what came later in $1"
  # The edited class is the person's: it stays as it is over later changes.
  echo 'ALTER TABLE tags ADD COLUMN color text;' > /tmp/003.sql
  as dev cp /tmp/003.sql "$1/migrations/003_color.sql"
  coloured() { grep -q color "$1/app/Models/Base/Tag.php"; }
  await 20 coloured "$1" || fail "a later change does not arrive in $1"
  grep -q '^// mine' "$1/app/Models/Tag.php" || fail "an edit was lost in $1"
}
