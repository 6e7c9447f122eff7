"""Databases of our own on Unix sockets below a scratch folder, stopped by process id."""

import os
import pwd
import subprocess
import time

POSTGRES = "/usr/lib/postgresql/15/bin"


def run(command, **options):
    done = subprocess.run(command, capture_output=True, **options)
    if done.returncode != 0:
        raise RuntimeError(
            " ".join(command) + ": " + (done.stderr + done.stdout).decode(errors="replace").strip()
        )
    return done.stdout


class Postgres:
    """PostgreSQL refuses to run as root, so root runs it as Debian's user for it."""

    dialect = "postgres"

    def __init__(self, scratch):
        self.folder = os.path.join(scratch, "postgres")
        self.user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        os.mkdir(self.folder)
        if os.geteuid() == 0:
            os.chmod(scratch, 0o755)
            os.chown(self.folder, pwd.getpwnam("postgres").pw_uid, -1)
        data = os.path.join(self.folder, "data")
        self._own(["initdb", "-D", data, "-U", self.user, "-A", "trust", "-E", "UTF8",
                   "--locale=C.UTF-8", "--no-sync"])
        self.server = subprocess.Popen(
            self._as_user([f"{POSTGRES}/postgres", "-D", data, "-k", self.folder,
                           "-c", "listen_addresses=", "-c", "fsync=off"]),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(200):
            if self.server.poll() is not None:
                raise RuntimeError("postgres ended while starting")
            if os.path.exists(os.path.join(data, "postmaster.pid")) and not subprocess.run(
                    [f"{POSTGRES}/pg_isready", "-q", "-h", self.folder]).returncode:
                break
            time.sleep(0.05)
        self.pid = int(open(os.path.join(data, "postmaster.pid")).readline())

    def _as_user(self, command):
        if os.geteuid() == 0:
            return ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--init-groups",
                    *command]
        return command

    def _own(self, command):
        return run(self._as_user([f"{POSTGRES}/{command[0]}", *command[1:]]), cwd=self.folder)

    def fresh(self):
        self.query("postgres", "DROP DATABASE IF EXISTS conformance WITH (FORCE)")
        self.query("postgres", "CREATE DATABASE conformance TEMPLATE template0")
        return "conformance"

    def client(self, database):
        return [f"{POSTGRES}/psql", "-X", "-q", "-h", self.folder, "-U", self.user, "-d", database,
                "-v", "ON_ERROR_STOP=1"]

    def query(self, database, sql):
        return run([*self.client(database), "-At"], input=sql.encode()).decode()

    def apply(self, database, path, text, manifest):
        command = self.client(database)
        if "continues" in manifest:
            command[-1] = "ON_ERROR_STOP=0"
        return run(command, input=text)

    def environment(self, database):
        return {"DB_DRIVER": "pgsql", "DB_HOST": self.folder, "DB_DATABASE": database,
                "DB_USERNAME": self.user}

    def stop(self):
        os.kill(self.pid, 2)
        self.server.wait()


class MariaDB:
    dialect = "mariadb"

    def __init__(self, scratch):
        self.folder = os.path.join(scratch, "mariadb")
        os.mkdir(self.folder)
        user = pwd.getpwuid(os.geteuid()).pw_name
        data = os.path.join(self.folder, "data")
        run(["mariadb-install-db", "--no-defaults", f"--user={user}", f"--datadir={data}",
             "--auth-root-authentication-method=normal", "--skip-test-db"])
        self.socket = os.path.join(self.folder, "socket")
        self.server = subprocess.Popen(
            ["/usr/sbin/mariadbd", "--no-defaults", f"--user={user}", f"--datadir={data}",
             f"--socket={self.socket}", "--skip-networking",
             f"--pid-file={self.folder}/pid", "--innodb-flush-log-at-trx-commit=0",
             # As Debian sets them; the other settings are the server's own.
             "--character-set-server=utf8mb4", "--collation-server=utf8mb4_general_ci"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(400):
            if self.server.poll() is not None:
                raise RuntimeError("mariadbd ended while starting")
            try:
                self.query("mysql", "SELECT 1")
                break
            except RuntimeError:
                time.sleep(0.05)

    def fresh(self):
        self.query("mysql", "DROP DATABASE IF EXISTS conformance; CREATE DATABASE conformance;")
        return "conformance"

    def client(self, database):
        return ["mariadb", "--no-defaults", f"--socket={self.socket}", "-uroot",
                "--default-character-set=utf8mb4", database]

    def query(self, database, sql):
        return run([*self.client(database), "-N", "--raw"], input=sql.encode()).decode()

    def apply(self, database, path, text, manifest):
        command = self.client(database)
        # --no-defaults has to come first.
        if "delimiter" in manifest:
            command.insert(2, "--delimiter=" + manifest["delimiter"])
        if "continues" in manifest:
            command.insert(2, "--force")
            return subprocess.run(command, input=text, capture_output=True).stdout
        return run(command, input=text)

    def environment(self, database):
        return {"DB_DRIVER": "mysql", "DB_HOST": self.socket, "DB_DATABASE": database,
                "DB_USERNAME": "root"}

    def stop(self):
        self.server.terminate()
        self.server.wait()


class SQLite:
    dialect = "sqlite"

    def __init__(self, scratch):
        self.path = os.path.join(scratch, "database.sqlite")

    def fresh(self):
        if os.path.exists(self.path):
            os.remove(self.path)
        open(self.path, "w").close()
        return self.path

    def apply(self, database, path, text, manifest):
        if "continues" in manifest:
            command = ["sqlite3", "-batch", database]
            return subprocess.run(command, input=text, capture_output=True).stdout
        return run(["sqlite3", "-batch", "-bail", database], input=text)

    def environment(self, database):
        return {"DB_DRIVER": "sqlite", "DB_HOST": "", "DB_DATABASE": database, "DB_USERNAME": ""}

    def stop(self):
        pass


KINDS = {"postgres": Postgres, "mariadb": MariaDB, "sqlite": SQLite}
