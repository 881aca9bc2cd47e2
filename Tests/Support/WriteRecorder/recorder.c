/* See include/recorder.h. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))real(#name))

static pthread_mutex_t order = PTHREAD_MUTEX_INITIALIZER;
static char root[PATH_MAX];
static int trace = -1;
static long fail_at;
static int fail_with;
static int fails_on;
static long calls;

/* What a descriptor is open on: 0 nothing of ours, 1 a file, 2 a folder. */
static unsigned char kinds[4096];
static uint64_t inodes[4096];
static char *paths[4096];

static void *real(const char *name) {
    void *found = dlsym(RTLD_NEXT, name);
    if (found == NULL) abort();
    return found;
}

__attribute__((constructor)) static void begin(void) {
    const char *folder = getenv("WRITE_ROOT");
    if (folder != NULL && realpath(folder, root) == NULL) abort();
    const char *file = getenv("WRITE_TRACE");
    if (file != NULL) {
        int opened = (int)syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        /* High, where the program's own descriptors do not come. */
        trace = opened < 0 ? -1 : fcntl(opened, F_DUPFD_CLOEXEC, 3000);
        if (trace < 0) abort();
        close(opened);
    }
    const char *failure = getenv("WRITE_FAIL");
    if (failure != NULL) {
        char *end = NULL;
        fail_at = strtol(failure, &end, 10);
        fail_with = (int)strtol(end + 1, &end, 10);
        fails_on = *end == '+';
    }
}

__attribute__((destructor)) static void finish(void) {
    const char *file = getenv("WRITE_COUNT");
    if (file == NULL) return;
    FILE *out = fopen(file, "w");
    if (out != NULL) {
        fprintf(out, "%ld\n", calls);
        fclose(out);
    }
}

static void put(const void *bytes, size_t count) {
    const char *next = bytes;
    while (count > 0) {
        ssize_t done = syscall(SYS_write, trace, next, count);
        if (done <= 0) abort();
        next += done;
        count -= (size_t)done;
    }
}

static void put_number(uint64_t number) { put(&number, sizeof number); }

static void put_bytes(const void *bytes, size_t count) {
    put_number(count);
    put(bytes, count);
}

static void put_path(const char *path) { put_bytes(path, strlen(path)); }

static void note(char letter) { put(&letter, 1); }

/* The path as it is from the root of the system, when it lies in our folder; the last part need not exist. */
static int ours(int folder, const char *path, char *full) {
    if (root[0] == 0) return 0;
    char at[PATH_MAX], copy[PATH_MAX], resolved[PATH_MAX];
    if (path[0] == '/') {
        snprintf(at, sizeof at, "%s", path);
    } else if (folder == AT_FDCWD) {
        if (getcwd(copy, sizeof copy) == NULL) return 0;
        if (snprintf(at, sizeof at, "%s/%s", copy, path) >= (int)sizeof at) return 0;
    } else if (folder >= 0 && folder < 4096 && paths[folder] != NULL) {
        if (snprintf(at, sizeof at, "%s/%s", paths[folder], path) >= (int)sizeof at) return 0;
    } else {
        return 0;
    }
    char *last = strrchr(at, '/');
    if (last == NULL) return 0;
    *last = 0;
    if (realpath(at[0] == 0 ? "/" : at, resolved) == NULL) return 0;
    if (snprintf(full, PATH_MAX, "%s/%s", resolved, last + 1) >= PATH_MAX) return 0;
    size_t length = strlen(root);
    return strncmp(full, root, length) == 0 && (full[length] == '/' || full[length] == 0);
}

/* Whether this call is the one that fails. Under the lock. */
static int fails(void) {
    calls++;
    if (fail_at == 0 || calls < fail_at || (calls > fail_at && !fails_on)) return 0;
    errno = fail_with;
    return 1;
}

static int known(int file) { return file >= 0 && file < 4096 && kinds[file] != 0; }

static void learn(int file, const char *full) {
    struct stat facts;
    if (file < 0 || file >= 4096 || fstat(file, &facts) != 0) return;
    if (!S_ISREG(facts.st_mode) && !S_ISDIR(facts.st_mode)) return;
    kinds[file] = S_ISDIR(facts.st_mode) ? 2 : 1;
    inodes[file] = facts.st_ino;
    free(paths[file]);
    paths[file] = strdup(full);
}

typedef int (*opener)(int, const char *, int, ...);

static int open_at(int folder, const char *path, int flags, mode_t mode) {
    opener open_real = (opener)real("openat");
    char full[PATH_MAX];
    if (!ours(folder, path, full)) return open_real(folder, path, flags, mode);
    pthread_mutex_lock(&order);
    struct stat facts;
    int existed = stat(full, &facts) == 0;
    int creates = (flags & O_CREAT) && !existed;
    if (creates && fails()) {
        pthread_mutex_unlock(&order);
        return -1;
    }
    int file = open_real(folder, path, flags, mode);
    int code = errno;
    if (file >= 0) {
        learn(file, full);
        if (trace >= 0 && creates && known(file)) {
            note('C');
            put_number(inodes[file]);
            put_path(full);
        } else if (trace >= 0 && (flags & O_TRUNC) && existed && known(file) && facts.st_size > 0) {
            note('T');
            put_number(inodes[file]);
            put_number(0);
        }
    }
    pthread_mutex_unlock(&order);
    errno = code;
    return file;
}

static mode_t mode_of(int flags, va_list rest) {
    return (flags & (O_CREAT | O_TMPFILE)) ? (mode_t)va_arg(rest, int) : 0;
}

#define OPENER(name)                                          \
    int name(const char *path, int flags, ...) {              \
        va_list rest;                                         \
        va_start(rest, flags);                                \
        mode_t mode = mode_of(flags, rest);                   \
        va_end(rest);                                         \
        return open_at(AT_FDCWD, path, flags, mode);          \
    }
#define OPENER_AT(name)                                       \
    int name(int folder, const char *path, int flags, ...) {  \
        va_list rest;                                         \
        va_start(rest, flags);                                \
        mode_t mode = mode_of(flags, rest);                   \
        va_end(rest);                                         \
        return open_at(folder, path, flags, mode);            \
    }
OPENER(open)
OPENER(open64)
OPENER_AT(openat)
OPENER_AT(openat64)

int close(int file) {
    if (file == trace && trace >= 0) {
        errno = EBADF;
        return -1;
    }
    pthread_mutex_lock(&order);
    if (known(file)) kinds[file] = 0;
    pthread_mutex_unlock(&order);
    return REAL(close)(file);
}

static void note_write(int file, const void *bytes, size_t count, off_t offset) {
    if (trace < 0 || kinds[file] != 1) return;
    note('W');
    put_number(inodes[file]);
    put_number((uint64_t)offset);
    put_bytes(bytes, count);
}

static ssize_t write_at(int file, const void *bytes, size_t count, off_t offset) {
    typedef ssize_t (*writer)(int, const void *, size_t, off_t);
    writer write_real = (writer)real("pwrite64");
    if (!known(file)) return write_real(file, bytes, count, offset);
    pthread_mutex_lock(&order);
    ssize_t done = fails() ? -1 : write_real(file, bytes, count, offset);
    int code = errno;
    if (done > 0) note_write(file, bytes, (size_t)done, offset);
    pthread_mutex_unlock(&order);
    errno = code;
    return done;
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t offset) { return write_at(file, bytes, count, offset); }
ssize_t pwrite64(int file, const void *bytes, size_t count, off_t offset) {
    return write_at(file, bytes, count, offset);
}

ssize_t write(int file, const void *bytes, size_t count) {
    if (!known(file)) return REAL(write)(file, bytes, count);
    pthread_mutex_lock(&order);
    /* An appended file goes on at its end, whatever its place says. */
    int appends = fcntl(file, F_GETFL) & O_APPEND;
    off_t offset = lseek(file, 0, appends ? SEEK_END : SEEK_CUR);
    ssize_t done = fails() ? -1 : REAL(write)(file, bytes, count);
    int code = errno;
    if (done > 0) note_write(file, bytes, (size_t)done, offset);
    pthread_mutex_unlock(&order);
    errno = code;
    return done;
}

ssize_t writev(int file, const struct iovec *parts, int count) {
    if (!known(file)) return REAL(writev)(file, parts, count);
    ssize_t sum = 0;
    for (int part = 0; part < count; part++) {
        ssize_t done = write(file, parts[part].iov_base, parts[part].iov_len);
        if (done < 0) return sum > 0 ? sum : -1;
        sum += done;
        if ((size_t)done < parts[part].iov_len) break;
    }
    return sum;
}

static int resize(int file, off_t size) {
    typedef int (*cutter)(int, off_t);
    cutter cut = (cutter)real("ftruncate64");
    if (!known(file)) return cut(file, size);
    pthread_mutex_lock(&order);
    int result = fails() ? -1 : cut(file, size);
    int code = errno;
    if (result == 0 && trace >= 0) {
        note('T');
        put_number(inodes[file]);
        put_number((uint64_t)size);
    }
    pthread_mutex_unlock(&order);
    errno = code;
    return result;
}

int ftruncate(int file, off_t size) { return resize(file, size); }
int ftruncate64(int file, off_t size) { return resize(file, size); }

static int synchronize(const char *name, int file) {
    typedef int (*syncer)(int);
    syncer sync_real = (syncer)real(name);
    if (!known(file)) return sync_real(file);
    pthread_mutex_lock(&order);
    int result = fails() ? -1 : sync_real(file);
    int code = errno;
    if (result == 0 && trace >= 0) {
        note(kinds[file] == 2 ? 'D' : 'S');
        if (kinds[file] == 2) put_path(paths[file]);
        else put_number(inodes[file]);
    }
    pthread_mutex_unlock(&order);
    errno = code;
    return result;
}

int fsync(int file) { return synchronize("fsync", file); }
int fdatasync(int file) { return synchronize("fdatasync", file); }

static int move(int from_folder, const char *from, int to_folder, const char *to) {
    typedef int (*mover)(int, const char *, int, const char *);
    mover move_real = (mover)real("renameat");
    char source[PATH_MAX], target[PATH_MAX];
    if (!ours(from_folder, from, source) || !ours(to_folder, to, target)) {
        return move_real(from_folder, from, to_folder, to);
    }
    pthread_mutex_lock(&order);
    int result = fails() ? -1 : move_real(from_folder, from, to_folder, to);
    int code = errno;
    if (result == 0 && trace >= 0) {
        note('R');
        put_path(source);
        put_path(target);
    }
    pthread_mutex_unlock(&order);
    errno = code;
    return result;
}

int rename(const char *from, const char *to) { return move(AT_FDCWD, from, AT_FDCWD, to); }
int renameat(int from_folder, const char *from, int to_folder, const char *to) {
    return move(from_folder, from, to_folder, to);
}

static int removed(int folder, const char *path, int flags) {
    typedef int (*remover)(int, const char *, int);
    remover remove_real = (remover)real("unlinkat");
    char full[PATH_MAX];
    if (!ours(folder, path, full)) return remove_real(folder, path, flags);
    pthread_mutex_lock(&order);
    int result = remove_real(folder, path, flags);
    int code = errno;
    if (result == 0 && trace >= 0) {
        note('U');
        put_path(full);
    }
    pthread_mutex_unlock(&order);
    errno = code;
    return result;
}

int unlink(const char *path) { return removed(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return removed(AT_FDCWD, path, AT_REMOVEDIR); }
int unlinkat(int folder, const char *path, int flags) { return removed(folder, path, flags); }

int remove(const char *path) {
    struct stat facts;
    int is_folder = lstat(path, &facts) == 0 && S_ISDIR(facts.st_mode);
    return removed(AT_FDCWD, path, is_folder ? AT_REMOVEDIR : 0);
}

int link(const char *from, const char *to) {
    typedef int (*linker)(const char *, const char *);
    linker link_real = (linker)real("link");
    char full[PATH_MAX];
    if (!ours(AT_FDCWD, to, full)) return link_real(from, to);
    pthread_mutex_lock(&order);
    int result = fails() ? -1 : link_real(from, to);
    int code = errno;
    struct stat facts;
    if (result == 0 && trace >= 0) {
        if (stat(full, &facts) != 0) abort();
        note('L');
        put_number(facts.st_ino);
        put_path(full);
    }
    pthread_mutex_unlock(&order);
    errno = code;
    return result;
}

ssize_t sendfile(int to, int from, off_t *offset, size_t count) {
    if (trace >= 0 && known(to)) abort();
    return REAL(sendfile)(to, from, offset, count);
}

static int made(int folder, const char *path, mode_t mode) {
    typedef int (*maker)(int, const char *, mode_t);
    maker make_real = (maker)real("mkdirat");
    char full[PATH_MAX];
    if (!ours(folder, path, full)) return make_real(folder, path, mode);
    pthread_mutex_lock(&order);
    int result = fails() ? -1 : make_real(folder, path, mode);
    int code = errno;
    if (result == 0 && trace >= 0) {
        note('M');
        put_path(full);
    }
    pthread_mutex_unlock(&order);
    errno = code;
    return result;
}

int mkdir(const char *path, mode_t mode) { return made(AT_FDCWD, path, mode); }
int mkdirat(int folder, const char *path, mode_t mode) { return made(folder, path, mode); }
