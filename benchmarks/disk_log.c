/* Writes down, in order, what a process writes to the files of one folder and when it waits for the disk.
 *
 * Loaded before the C library (LD_PRELOAD) into a process that commits to a store. Each record of the log is
 * kind, length of the path, path, offset, length of the data, data: 'w' a write, 's' a sync, 't' a truncation.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static int log_file = -1;
static __thread int inside = 0;

static void note(char kind, int file, int64_t offset, const void *data, int64_t length)
{
    char link[64], path[4096];
    const char *folder = getenv("DISK_LOG_FOLDER"), *to = getenv("DISK_LOG");
    static ssize_t (*real_write)(int, const void *, size_t);
    if (inside || !folder || !to)
        return;
    inside = 1;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t size = readlink(link, path, sizeof path - 1);
    if (size > 0 && (size_t)size > strlen(folder) && !strncmp(path, folder, strlen(folder))) {
        if (!real_write)
            real_write = dlsym(RTLD_NEXT, "write");
        if (log_file < 0)
            log_file = open(to, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        int64_t head[3] = {size, offset, data ? length : 0};
        real_write(log_file, &kind, 1);
        real_write(log_file, head, sizeof head);
        real_write(log_file, path, size);
        if (data)
            real_write(log_file, data, length);
    }
    inside = 0;
}

ssize_t pwrite64(int file, const void *data, size_t length, off64_t offset)
{
    static ssize_t (*real)(int, const void *, size_t, off64_t);
    if (!real)
        real = dlsym(RTLD_NEXT, "pwrite64");
    note('w', file, offset, data, length);
    return real(file, data, length, offset);
}

ssize_t pwrite(int file, const void *data, size_t length, off_t offset)
{
    return pwrite64(file, data, length, offset);
}

ssize_t write(int file, const void *data, size_t length)
{
    static ssize_t (*real)(int, const void *, size_t);
    if (!real)
        real = dlsym(RTLD_NEXT, "write");
    if (file > 2)
        note('w', file, lseek(file, 0, SEEK_CUR), data, length);
    return real(file, data, length);
}

int fsync(int file)
{
    static int (*real)(int);
    if (!real)
        real = dlsym(RTLD_NEXT, "fsync");
    int result = real(file);
    note('s', file, 0, NULL, 0);
    return result;
}

int fdatasync(int file)
{
    static int (*real)(int);
    if (!real)
        real = dlsym(RTLD_NEXT, "fdatasync");
    int result = real(file);
    note('s', file, 0, NULL, 0);
    return result;
}

int ftruncate64(int file, off64_t length)
{
    static int (*real)(int, off64_t);
    if (!real)
        real = dlsym(RTLD_NEXT, "ftruncate64");
    note('t', file, length, NULL, 0);
    return real(file, length);
}

int ftruncate(int file, off_t length)
{
    return ftruncate64(file, length);
}
