/* Preloaded into a program under test: counts the system calls it makes through libc, and makes one
 * of them fail or the process end there.
 *
 *   MODELGEND_FAULT_AT=N        the N-th call fails, from 1
 *   MODELGEND_FAULT_MODE=fail|kill|torn  fail (the default), die before it, or write half and die
 *   MODELGEND_FAULT_CALLS=a,b   only these calls count; all of them where it is not set
 *   MODELGEND_FAULT_LOG=PATH    the calls by name, one a line
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <dirent.h>
#include <unistd.h>

static atomic_long calls;
static atomic_int is_ready;
static long fault_at;
static int mode; /* 0 fail, 1 kill, 2 torn */
static const char *only;
static int log_descriptor = -1;

static void set_up(void) {
  if (atomic_exchange(&is_ready, 1)) return;
  const char *at = getenv("MODELGEND_FAULT_AT");
  fault_at = at ? atol(at) : 0;
  const char *how = getenv("MODELGEND_FAULT_MODE");
  mode = how && !strcmp(how, "kill") ? 1 : how && !strcmp(how, "torn") ? 2 : 0;
  only = getenv("MODELGEND_FAULT_CALLS");
  const char *path = getenv("MODELGEND_FAULT_LOG");
  if (path)
    log_descriptor = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
}

__attribute__((constructor)) static void begin(void) { set_up(); }

static int counts(const char *name) {
  if (!only) return 1;
  size_t length = strlen(name);
  for (const char *at = only; (at = strstr(at, name)); at += length) {
    int starts = at == only || at[-1] == ',';
    int ends = at[length] == 0 || at[length] == ',';
    if (starts && ends) return 1;
  }
  return 0;
}

/* Whether this call is the one; does not return where the process ends. */
static int fails(const char *name) {
  set_up();
  if (!counts(name)) return 0;
  long number = atomic_fetch_add(&calls, 1) + 1;
  if (log_descriptor >= 0) {
    char line[64];
    int length = snprintf(line, sizeof line, "%s\n", name);
    syscall(SYS_write, log_descriptor, line, length);
  }
  if (number != fault_at) return 0;
  if (mode == 1) syscall(SYS_kill, getpid(), SIGKILL);
  return 1;
}

#define REAL(name) \
  static __typeof__(name) *real; \
  if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

#define OPEN(name) \
  int name(const char *path, int flags, ...) { \
    va_list list; va_start(list, flags); mode_t bits = va_arg(list, mode_t); va_end(list); \
    REAL(name); \
    if (fails("open")) { errno = flags & O_CREAT ? ENOSPC : EIO; return -1; } \
    return real(path, flags, bits); \
  }
OPEN(open)
OPEN(open64)

#define OPENAT(name) \
  int name(int folder, const char *path, int flags, ...) { \
    va_list list; va_start(list, flags); mode_t bits = va_arg(list, mode_t); va_end(list); \
    REAL(name); \
    if (fails("open")) { errno = flags & O_CREAT ? ENOSPC : EIO; return -1; } \
    return real(folder, path, flags, bits); \
  }
OPENAT(openat)
OPENAT(openat64)

/* What is written to standard output and error is no file's. */
ssize_t write(int descriptor, const void *bytes, size_t count) {
  REAL(write);
  if (descriptor > 2 && fails("write")) {
    if (mode == 2) { real(descriptor, bytes, count / 2); syscall(SYS_kill, getpid(), SIGKILL); }
    errno = ENOSPC;
    return -1;
  }
  return real(descriptor, bytes, count);
}

#define PWRITE(name) \
  ssize_t name(int descriptor, const void *bytes, size_t count, off_t place) { \
    REAL(name); \
    if (fails("write")) { \
      if (mode == 2) { real(descriptor, bytes, count / 2, place); syscall(SYS_kill, getpid(), SIGKILL); } \
      errno = ENOSPC; return -1; \
    } \
    return real(descriptor, bytes, count, place); \
  }
PWRITE(pwrite)
PWRITE(pwrite64)

ssize_t read(int descriptor, void *bytes, size_t count) {
  REAL(read);
  if (fails("read")) { errno = EIO; return -1; }
  return real(descriptor, bytes, count);
}

#define PREAD(name) \
  ssize_t name(int descriptor, void *bytes, size_t count, off_t place) { \
    REAL(name); \
    if (fails("read")) { errno = EIO; return -1; } \
    return real(descriptor, bytes, count, place); \
  }
PREAD(pread)
PREAD(pread64)

#define SIMPLE(name, label, number, parameters, arguments) \
  int name parameters { \
    REAL(name); \
    if (fails(label)) { errno = number; return -1; } \
    return real arguments; \
  }
SIMPLE(fsync, "fsync", EIO, (int a), (a))
SIMPLE(fdatasync, "fsync", EIO, (int a), (a))
SIMPLE(ftruncate, "truncate", EIO, (int a, off_t b), (a, b))
SIMPLE(ftruncate64, "truncate", EIO, (int a, off64_t b), (a, b))
SIMPLE(rename, "rename", EACCES, (const char *a, const char *b), (a, b))
SIMPLE(renameat, "rename", EACCES, (int a, const char *b, int c, const char *d), (a, b, c, d))
SIMPLE(renameat2, "rename", EACCES, (int a, const char *b, int c, const char *d, unsigned e), (a, b, c, d, e))
SIMPLE(unlink, "unlink", EACCES, (const char *a), (a))
SIMPLE(unlinkat, "unlink", EACCES, (int a, const char *b, int c), (a, b, c))
SIMPLE(mkdir, "mkdir", EACCES, (const char *a, mode_t b), (a, b))
SIMPLE(mkdirat, "mkdir", EACCES, (int a, const char *b, mode_t c), (a, b, c))
SIMPLE(fchmod, "chmod", EPERM, (int a, mode_t b), (a, b))
SIMPLE(fstat, "stat", EIO, (int a, struct stat *b), (a, b))
SIMPLE(inotify_add_watch, "watch", ENOSPC, (int a, const char *b, uint32_t c), (a, b, c))

/* A descriptor is gone even where closing it fails. */
int close(int descriptor) {
  REAL(close);
  int failure = fails("close");
  int outcome = real(descriptor);
  if (failure) { errno = EIO; return -1; }
  return outcome;
}

/* What glibc has no name for. */
long syscall(long number, ...) {
  static long (*real)(long, ...);
  if (!real) real = (long (*)(long, ...))dlsym(RTLD_NEXT, "syscall");
  va_list list;
  va_start(list, number);
  long a = va_arg(list, long), b = va_arg(list, long), c = va_arg(list, long);
  long d = va_arg(list, long), e = va_arg(list, long), f = va_arg(list, long);
  va_end(list);
  if (number == SYS_openat2 && fails("open")) { errno = EIO; return -1; }
  if (number == SYS_renameat2 && fails("rename")) { errno = EACCES; return -1; }
  return real(number, a, b, c, d, e, f);
}

DIR *opendir(const char *path) {
  REAL(opendir);
  if (fails("list")) { errno = EMFILE; return 0; }
  return real(path);
}
