/* Preloaded into a clerk. With TORTURE_JOURNAL: writes down, in order, what goes to the books, when it is made durable, and
   what was told. With TORTURE_FAIL="W 17 30 28": the 17th write to the books and their log, and the 29 after it, fail with
   error 28; S stands for making them durable. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static int journal = -1;
static char failing;
static long first_failure, failures, failure, deeds;

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("TORTURE_JOURNAL");
  if (path) journal = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  const char *fail = getenv("TORTURE_FAIL");
  if (fail) sscanf(fail, "%c %ld %ld %ld", &failing, &first_failure, &failures, &failure);
}

static int ends(const char *name, const char *tail) {
  size_t a = strlen(name), b = strlen(tail);
  return a >= b && strcmp(name + a - b, tail) == 0;
}

/* 1 the database, 2 its log, 3 what was told, 0 anything else. */
static char kind(int fd) {
  char link[64], name[1024];
  if (journal < 0 && !failing) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t n = readlink(link, name, sizeof name - 1);
  if (n <= 0) return 0;
  name[n] = 0;
  return ends(name, ".db") ? 1 : ends(name, ".db-wal") ? 2 : ends(name, ".told") ? 3 : 0;
}

/* Whether this deed to the books or their log is one of those that fail. */
static int fails(char what, int fd) {
  if (what != failing) return 0;
  char file = kind(fd);
  if (file != 1 && file != 2) return 0;
  deeds++;
  if (deeds < first_failure || deeds >= first_failure + failures) return 0;
  errno = (int)failure;
  return 1;
}

static void note(char what, char file, uint64_t at, const void *data, uint32_t length) {
  char head[14] = {what, file};
  memcpy(head + 2, &at, 8);
  memcpy(head + 10, &length, 4);
  if (journal < 0) return;
  struct iovec parts[2] = {{head, 14}, {(void *)data, data ? length : 0}};
  if (writev(journal, parts, 2) < 0) abort();
}

#define REAL(type, name) static type real; if (!real) real = (type)dlsym(RTLD_NEXT, name)
typedef ssize_t (*pwriter)(int, const void *, size_t, off_t);
typedef ssize_t (*writer)(int, const void *, size_t);
typedef int (*syncer)(int);
typedef int (*cutter)(int, off_t);

#define PWRITE(name)                                                      \
  ssize_t name(int fd, const void *data, size_t size, off_t at) {         \
    REAL(pwriter, #name);                                                 \
    if (fails('W', fd)) return -1;                                        \
    ssize_t n = real(fd, data, size, at);                                 \
    char file = n > 0 ? kind(fd) : 0;                                     \
    if (file) note('W', file, (uint64_t)at, data, (uint32_t)n);           \
    return n;                                                             \
  }
PWRITE(pwrite)
PWRITE(pwrite64)

ssize_t write(int fd, const void *data, size_t size) {
  REAL(writer, "write");
  ssize_t n = real(fd, data, size);
  if (n > 0 && kind(fd) == 3) note('W', 3, 0, data, (uint32_t)n);
  return n;
}

#define SYNC(name)                                                        \
  int name(int fd) {                                                      \
    REAL(syncer, #name);                                                  \
    if (fails('S', fd)) return -1;                                        \
    int result = real(fd);                                                \
    char file = result == 0 ? kind(fd) : 0;                               \
    if (file) note('S', file, 0, NULL, 0);                                \
    return result;                                                        \
  }
SYNC(fsync)
SYNC(fdatasync)

#define CUT(name)                                                         \
  int name(int fd, off_t size) {                                          \
    REAL(cutter, #name);                                                  \
    int result = real(fd, size);                                          \
    char file = result == 0 ? kind(fd) : 0;                               \
    if (file) note('T', file, (uint64_t)size, NULL, 0);                   \
    return result;                                                        \
  }
CUT(ftruncate)
CUT(ftruncate64)
