// The system calls of Linux that the C library hides behind _GNU_SOURCE, has as macros or as
// variadic functions, or (openat2 before glibc 2.39) has not at all.
#ifndef MODELGEND_CLINUX_SHIM_H
#define MODELGEND_CLINUX_SHIM_H

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <malloc.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <sys/xattr.h>
#include <unistd.h>

static inline int modelgend_openat2(int folder, const char *path, int flags, uint64_t resolve) {
  struct open_how how = {.flags = (uint64_t)flags, .mode = 0, .resolve = resolve};
  return (int)syscall(SYS_openat2, folder, path, &how, sizeof how);
}

static const uint64_t modelgend_without_links = RESOLVE_NO_MAGICLINKS | RESOLVE_NO_SYMLINKS;

static const uint64_t modelgend_beneath_without_links =
    RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_SYMLINKS;

static inline int modelgend_rename_new(int folder, const char *from, const char *to) {
  return (int)syscall(SYS_renameat2, folder, from, folder, to, 1u /* RENAME_NOREPLACE */);
}

static inline int modelgend_syncfs(int descriptor) { return (int)syscall(SYS_syncfs, descriptor); }

// Swaps two names at once: how the tests put a link where a folder was.
static inline int modelgend_exchange(const char *one, const char *other) {
  return (int)syscall(SYS_renameat2, AT_FDCWD, one, AT_FDCWD, other, 2u /* RENAME_EXCHANGE */);
}

// Where Swift's runtime looks who runs tasks. It is not looked up by name, since a program that the
// runtime is linked into has no such name to find.
extern void *swift_task_enqueueGlobal_hook;

static inline void modelgend_run_tasks_with(void *hook) { swift_task_enqueueGlobal_hook = hook; }

// O_PATH is behind _GNU_SOURCE.
static const int modelgend_o_path = 010000000;

// What one of several threads waits at: an event of `shared` wakes only one of them, one of
// `common` all.
static inline int modelgend_make_bell(int shared, int common) {
  struct epoll_event one = {.events = EPOLLIN | EPOLLEXCLUSIVE};
  struct epoll_event all = {.events = EPOLLIN};
  int bell = epoll_create1(EPOLL_CLOEXEC);
  if (bell < 0) return -1;
  if (epoll_ctl(bell, EPOLL_CTL_ADD, shared, &one) == 0 &&
      epoll_ctl(bell, EPOLL_CTL_ADD, common, &all) == 0)
    return bell;
  int failure = errno;
  close(bell);
  errno = failure;
  return -1;
}

static inline int modelgend_wait_at_bell(int bell, int milliseconds) {
  struct epoll_event event;
  return epoll_wait(bell, &event, 1, milliseconds);
}

static inline void modelgend_name_thread(const char *name) { prctl(PR_SET_NAME, name); }

struct modelgend_peer {
  int32_t process;
  uint32_t user;
  uint32_t group;
};

static inline int modelgend_peer_of(int socket, struct modelgend_peer *peer) {
  socklen_t size = sizeof *peer;
  return getsockopt(socket, SOL_SOCKET, SO_PEERCRED, peer, &size);
}

static inline int64_t modelgend_file_system_type_of(int descriptor) {
  struct statfs information;
  if (fstatfs(descriptor, &information) != 0) return -1;
  return (int64_t)(uint32_t)information.f_type;
}

static inline int64_t modelgend_file_system_type(const char *path) {
  struct statfs information;
  if (statfs(path, &information) != 0) return -1;
  return (int64_t)(uint32_t)information.f_type;
}

#endif
