# The watchdog ends what hangs: the whole process, and each part that the self-check asks.
serve_project /srv/shop
pid=$(main_process)
before=$(restarts)
since=0
timed_out() {
  journalctl -u modelgend --since "@$since" --no-pager | grep -q 'Watchdog timeout'
}
restarted() { [ "$(restarts)" -gt "$before" ]; }

# comes_back WHAT: it is killed for not answering, comes back and works.
comes_back() {
  if [ -n "${tracer-}" ]; then
    # A thread that is held by its tracer cannot even die.
    await 60 timed_out || fail "the watchdog did not notice that the $1 hangs"
    kill -KILL "$tracer" 2> /dev/null
    wait "$tracer" 2> /dev/null
    tracer=''
  fi
  await 60 restarted || fail "the watchdog did not end a daemon whose $1 hangs"
  await 20 answers || fail "it does not answer after $1 hung"
  modelgend sync shop > /dev/null || fail "it does not work after $1 hung"
  systemctl reset-failed modelgend.service
}

systemctl kill -s STOP modelgend.service
comes_back "whole process"
echo "  stopped process: restarted"

if ! strace -o /dev/null true 2> /dev/null; then
  echo "  single threads: skipped: no process can be traced here"
else
  thread() { # thread NAME: the number of the thread whose name begins so
    local task
    for task in /proc/"$(main_process)"/task/*; do
      case $(cat "$task/comm") in $1*) echo "${task##*/}"; return ;; esac
    done
    echo "no thread $1 among: $(cat /proc/"$(main_process)"/task/*/comm | tr '\n' ' ')" >&2
  }
  # hang WHAT MESSAGE STRACE-ARGUMENTS...: every system call of a thread takes a minute.
  hang() {
    local what=$1 message=$2
    shift 2
    sleep 1.1
    since=$(date +%s)
    before=$(restarts)
    strace -o /dev/null "$@" 2> /tmp/strace.log &
    tracer=$!
    [ "$what" != cache ] || { sleep 1; migrate /srv/shop "$(date +%s)" "hangs_$RANDOM"; }
    comes_back "$what"
    journalctl -u modelgend --since "@$since" --no-pager |
      grep -q "self-check of $message failed" || fail "the journal does not name $message"
    echo "  $what: restarted"
  }
  slow='inject=all:delay_enter=60000000'
  hang loop 'the loop' -p "$(main_process)" -e "$slow"
  hang watcher 'the watcher' -p "$(thread modelgend-watch)" -e "$slow"
  hang socket 'the control socket' -p "$(thread NIO-ELT-)" -e "$slow"
  database=$(ls /var/cache/modelgend/*.sqlite)
  hang cache 'the cache' -f -p "$(main_process)" -P "$database" -P "$database-wal" \
    -e inject=pwrite64,pread64,fsync,fdatasync,write,fcntl:delay_enter=60000000
fi
clean_up
