/* The least that a daemon can do for a change, as the yardstick of scripts/bench-daemon: no schema
   is worked out and the models are dummies of a usual size, so no real one can be as fast.

   usage: yardstick fill MIGRATIONS CACHE TABLES         a cache of all files and so many tables
          yardstick rescan MIGRATIONS CACHE              what a start with nothing changed has to do
          yardstick serve MIGRATIONS MODELS CACHE TABLES a daemon with dummy models, until it is killed
          yardstick drop MIGRATIONS MODELS FIRST PAUSE   drops a migration for each line "table file"
                                                         of its input, numbered from FIRST, and prints
                                                         the microseconds until the file was replaced */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <openssl/sha.h>
#include <poll.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "pg_query.h"

enum { model_columns = 14, file_limit = 1 << 20, name_limit = 256 };

static double microseconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

static void fail(const char *what) {
  perror(what);
  exit(74);
}

static int open_folder(const char *path) {
  int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) fail(path);
  return folder;
}

/* MARK: The cache */

static sqlite3 *open_cache(const char *path) {
  sqlite3 *cache;
  if (sqlite3_open(path, &cache) != SQLITE_OK
      || sqlite3_exec(cache,
                      "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
                      "CREATE TABLE IF NOT EXISTS files"
                      "  (name TEXT PRIMARY KEY, size INT, modified INT, hash BLOB) WITHOUT ROWID;"
                      "CREATE TABLE IF NOT EXISTS tables (name TEXT PRIMARY KEY, hash BLOB, model BLOB)",
                      NULL, NULL, NULL) != SQLITE_OK) {
    fprintf(stderr, "%s: %s\n", path, sqlite3_errmsg(cache));
    exit(74);
  }
  return cache;
}

static sqlite3_stmt *prepare(sqlite3 *cache, const char *text) {
  sqlite3_stmt *statement;
  if (sqlite3_prepare_v2(cache, text, -1, &statement, NULL) != SQLITE_OK) {
    fprintf(stderr, "%s: %s\n", text, sqlite3_errmsg(cache));
    exit(74);
  }
  return statement;
}

static void put_file(sqlite3_stmt *into, const char *name, const struct statx *known, const void *hash) {
  sqlite3_bind_text(into, 1, name, -1, SQLITE_STATIC);
  sqlite3_bind_int64(into, 2, (sqlite3_int64)known->stx_size);
  sqlite3_bind_int64(into, 3, known->stx_mtime.tv_sec);
  sqlite3_bind_blob(into, 4, hash, SHA256_DIGEST_LENGTH, SQLITE_STATIC);
  sqlite3_step(into);
  sqlite3_reset(into);
}

static void put_table(sqlite3_stmt *into, const char *name, const void *hash, const char *model, int size) {
  sqlite3_bind_text(into, 1, name, -1, SQLITE_STATIC);
  sqlite3_bind_blob(into, 2, hash, SHA256_DIGEST_LENGTH, SQLITE_STATIC);
  sqlite3_bind_blob(into, 3, model, size, SQLITE_STATIC);
  sqlite3_step(into);
  sqlite3_reset(into);
}

/* MARK: Files and models */

static int is_migration(const struct dirent *entry) {
  size_t length = strlen(entry->d_name);
  return entry->d_name[0] != '.' && length > 4 && strcmp(entry->d_name + length - 4, ".sql") == 0;
}

static int list(const char *folder, struct dirent ***entries) {
  int count = scandir(folder, entries, is_migration, alphasort);
  if (count < 0) fail(folder);
  return count;
}

static int render(char *text, const char *table) {
  char *end = text;
  end += sprintf(end, "<?php\n\nnamespace App\\Models;\n\nclass %s extends Model\n{\n", table);
  for (int slot = 0; slot < model_columns; slot++)
    end += sprintf(end, " * @property string $column_%d\n", slot);
  for (int slot = 0; slot < model_columns; slot++)
    end += sprintf(end, "        'column_%d' => 'datetime',\n", slot);
  for (int slot = 0; slot < model_columns; slot++) end += sprintf(end, "        'column_%d',\n", slot);
  end += sprintf(end, "}\n");
  return (int)(end - text);
}

/* Whole or not at all. */
static void replace(int folder, const char *name, const char *text, int size) {
  char beside[name_limit];
  snprintf(beside, sizeof beside, ".%s.new", name);
  int file = openat(folder, beside, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0644);
  if (file < 0 || write(file, text, (size_t)size) != size) fail(name);
  close(file);
  if (renameat(folder, beside, folder, name) != 0) fail(name);
}

/* MARK: A start */

static int fill(const char *migrations, const char *path, int tables) {
  struct dirent **entries;
  int count = list(migrations, &entries), folder = open_folder(migrations);
  sqlite3 *cache = open_cache(path);
  sqlite3_stmt *files = prepare(cache, "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)");
  sqlite3_stmt *models = prepare(cache, "INSERT OR REPLACE INTO tables VALUES (?, ?, ?)");
  unsigned char hash[SHA256_DIGEST_LENGTH] = {0};
  char model[8192], name[name_limit];
  sqlite3_exec(cache, "BEGIN", NULL, NULL, NULL);
  for (int slot = 0; slot < count; slot++) {
    struct statx known;
    if (statx(folder, entries[slot]->d_name, 0, STATX_SIZE | STATX_MTIME, &known) != 0) continue;
    put_file(files, entries[slot]->d_name, &known, hash);
  }
  for (int slot = 0; slot < tables; slot++) {
    snprintf(name, sizeof name, "table_%d", slot);
    int size = render(model, name);
    put_table(models, name, hash, model, size);
  }
  sqlite3_exec(cache, "COMMIT", NULL, NULL, NULL);
  return 0;
}

/* Reads what the cache knows, lists the folder and compares every stamp; prints milliseconds. */
static int rescan(const char *migrations, const char *path) {
  double start = microseconds();
  sqlite3 *cache = open_cache(path);
  long seen = 0;
  sqlite3_stmt *files = prepare(cache, "SELECT name, size, modified, hash FROM files");
  while (sqlite3_step(files) == SQLITE_ROW)
    seen += sqlite3_column_bytes(files, 0) + sqlite3_column_bytes(files, 3);
  sqlite3_stmt *models = prepare(cache, "SELECT name, hash, model FROM tables");
  while (sqlite3_step(models) == SQLITE_ROW) seen += sqlite3_column_bytes(models, 2);
  struct dirent **entries;
  int count = list(migrations, &entries), folder = open_folder(migrations);
  for (int slot = 0; slot < count; slot++) {
    struct statx known;
    unsigned asked = STATX_SIZE | STATX_MTIME | STATX_INO;
    if (statx(folder, entries[slot]->d_name, AT_STATX_DONT_SYNC, asked, &known) == 0)
      seen += (long)known.stx_size;
  }
  printf("%.3f ms, %d files, %ld\n", (microseconds() - start) / 1e3, count, seen);
  return 0;
}

/* MARK: A change */

/* The word after ALTER TABLE. */
static void table_of(const char *text, char *table) {
  const char *start = strstr(text, "ALTER TABLE ");
  snprintf(table, name_limit, "%s", start == NULL ? "none" : start + strlen("ALTER TABLE "));
  table[strcspn(table, " \n")] = 0;
}

_Noreturn static void serve(const char *migrations, const char *models, const char *path, int tables) {
  int events = inotify_init1(IN_CLOEXEC);
  if (inotify_add_watch(events, migrations, IN_CLOSE_WRITE | IN_MOVED_TO) < 0) fail(migrations);
  int folder = open_folder(migrations), output = open_folder(models);
  sqlite3 *cache = open_cache(path);
  sqlite3_stmt *files = prepare(cache, "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)");
  sqlite3_stmt *rows = prepare(cache, "INSERT OR REPLACE INTO tables VALUES (?, ?, ?)");
  static char text[file_limit + 1];
  char model[8192], table[name_limit], name[name_limit + 8];
  for (int slot = 0; slot < tables; slot++) {
    snprintf(table, sizeof table, "table_%d", slot);
    snprintf(name, sizeof name, "%s.php", table);
    replace(output, name, model, render(model, table));
  }
  puts("ready");
  fflush(stdout);
  for (;;) {
    _Alignas(struct inotify_event) char buffer[4096];
    ssize_t length = read(events, buffer, sizeof buffer);
    if (length <= 0) fail("inotify");
    for (char *place = buffer; place < buffer + length;) {
      struct inotify_event *event = (struct inotify_event *)place;
      place += sizeof *event + event->len;
      int file = openat(folder, event->name, O_RDONLY | O_CLOEXEC);
      if (file < 0) continue;
      ssize_t size = read(file, text, file_limit);
      struct statx known;
      statx(file, "", AT_EMPTY_PATH, STATX_SIZE | STATX_MTIME, &known);
      close(file);
      text[size < 0 ? 0 : size] = 0;
      unsigned char hash[SHA256_DIGEST_LENGTH];
      SHA256((unsigned char *)text, (size_t)(size < 0 ? 0 : size), hash);
      pg_query_free_split_result(pg_query_split_with_parser(text));
      table_of(text, table);
      snprintf(name, sizeof name, "%s.php", table);
      int length_of_model = render(model, table);
      replace(output, name, model, length_of_model);
      sqlite3_exec(cache, "BEGIN", NULL, NULL, NULL);
      put_file(files, event->name, &known, hash);
      put_table(rows, table, hash, model, length_of_model);
      sqlite3_exec(cache, "COMMIT", NULL, NULL, NULL);
    }
  }
}

/* MARK: The one who edits */

/* Waits until a file of that name was moved or written to its place; false after a minute. */
static int wait_for(int events, const char *name) {
  struct pollfd polled = {.fd = events, .events = POLLIN};
  while (poll(&polled, 1, 60000) > 0) {
    _Alignas(struct inotify_event) char buffer[4096];
    ssize_t length = read(events, buffer, sizeof buffer);
    for (char *place = buffer; place < buffer + length;) {
      struct inotify_event *event = (struct inotify_event *)place;
      if (event->len > 0 && strcmp(event->name, name) == 0) return 1;
      place += sizeof *event + event->len;
    }
  }
  return 0;
}

static int drop(const char *migrations, const char *models, int number, int pause) {
  int events = inotify_init1(IN_CLOEXEC), folder = open_folder(migrations);
  if (inotify_add_watch(events, models, IN_MOVED_TO | IN_CLOSE_WRITE) < 0) fail(models);
  char table[name_limit], file[name_limit], name[name_limit], text[1024];
  for (; scanf("%255s %255s", table, file) == 2; number++) {
    usleep((useconds_t)pause * 1000);
    snprintf(name, sizeof name, "%06d_probe.up.sql", number);
    int size = snprintf(text, sizeof text,
                        "ALTER TABLE %s ADD COLUMN probe_%d boolean NOT NULL DEFAULT false;\n", table,
                        number);
    int probe = openat(folder, name, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0644);
    if (probe < 0 || write(probe, text, (size_t)size) != size) fail(name);
    double start = microseconds();
    close(probe);
    if (!wait_for(events, file)) {
      fprintf(stderr, "%s was not replaced\n", file);
      return 1;
    }
    printf("%.1f\n", microseconds() - start);
    fflush(stdout);
  }
  return 0;
}

int main(int count, char **arguments) {
  const char *verb = count > 1 ? arguments[1] : "";
  if (strcmp(verb, "fill") == 0 && count == 5) return fill(arguments[2], arguments[3], atoi(arguments[4]));
  if (strcmp(verb, "rescan") == 0 && count == 4) return rescan(arguments[2], arguments[3]);
  if (strcmp(verb, "serve") == 0 && count == 6)
    serve(arguments[2], arguments[3], arguments[4], atoi(arguments[5]));
  if (strcmp(verb, "drop") == 0 && count == 6)
    return drop(arguments[2], arguments[3], atoi(arguments[4]), atoi(arguments[5]));
  fprintf(stderr, "usage: see the first lines of yardstick.c\n");
  return 64;
}
