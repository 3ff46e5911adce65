/* The system calls of a sampled hash, and nothing else: of each path on standard input. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void) {
  char path[4096], sample[1024];
  while (fgets(path, sizeof path, stdin)) {
    path[strcspn(path, "\n")] = 0;
    int file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    struct stat stats;
    if (file < 0 || fstat(file, &stats) != 0) return 1;
    off_t places[] = {0, (stats.st_size - 1024) / 2, stats.st_size - 1024};
    for (int at = 0; at < 3; at++)
      if (pread(file, sample, sizeof sample, places[at]) != sizeof sample) return 1;
    close(file);
  }
  return 0;
}
