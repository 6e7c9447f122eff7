/* Parses every .sql file of a folder to JSON with libpg_query, inside one process, the files read
   beforehand, and prints the median of the CPU seconds: what our own parser is measured against.

   usage: parse_folder FOLDER REPETITIONS */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "pg_query.h"

static double cpu_seconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static int is_sql(const struct dirent *entry) {
  size_t length = strlen(entry->d_name);
  return length > 4 && strcmp(entry->d_name + length - 4, ".sql") == 0;
}

static int compare(const void *left, const void *right) {
  double difference = *(const double *)left - *(const double *)right;
  return difference < 0 ? -1 : difference > 0;
}

int main(int count, char **arguments) {
  if (count != 3) return 64;
  int repetitions = atoi(arguments[2]);
  struct dirent **entries;
  int files = scandir(arguments[1], &entries, is_sql, alphasort);
  if (files <= 0 || repetitions <= 0) return 66;
  char **texts = calloc((size_t)files, sizeof *texts);
  size_t bytes = 0;
  for (int slot = 0; slot < files; slot++) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", arguments[1], entries[slot]->d_name);
    FILE *file = fopen(path, "r");
    if (file == NULL) return 66;
    fseek(file, 0, SEEK_END);
    size_t size = (size_t)ftell(file);
    rewind(file);
    texts[slot] = calloc(size + 1, 1);
    bytes += fread(texts[slot], 1, size, file);
    fclose(file);
  }
  double *seconds = calloc((size_t)repetitions, sizeof *seconds);
  int errors = 0;
  for (int repetition = 0; repetition < repetitions; repetition++) {
    double start = cpu_seconds();
    for (int slot = 0; slot < files; slot++) {
      PgQueryParseResult result = pg_query_parse(texts[slot]);
      if (result.error != NULL) errors++;
      pg_query_free_parse_result(result);
    }
    seconds[repetition] = cpu_seconds() - start;
  }
  qsort(seconds, (size_t)repetitions, sizeof *seconds, compare);
  printf("cpu %f s, bytes %zu, errors %d\n", seconds[repetitions / 2], bytes, errors);
  return 0;
}
