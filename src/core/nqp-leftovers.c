/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-leftovers.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define ENDING ".nqp-part"
#define N_DIGITS 8     /* of chance, and as many of the check */
#define MOST_STEM 200  /* bytes of the name that are repeated; a file system takes 255 */
#define N_SLOTS 32     /* files being written at the same time; one more is only not tidied */
#define MOST_FILES 100 /* of a folder that is swept */

/* ---- names ----------------------------------------------------------------------------------------------------- */

static void
append_check (GString *name)
{
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, name->str, (gssize)name->len);

  g_string_append_len (name, sum, N_DIGITS);
}

char *
nqp_leftovers_make_name (const char *name)
{
  g_autoptr (GString) made = g_string_new (".");
  gsize length = MIN (strlen (name), MOST_STEM);

  while (length > 0 && ((guchar)name[length] & 0xc0) == 0x80) /* not in the middle of a character */
    length--;
  g_string_append_len (made, name, (gssize)length);
  g_string_append_printf (made, ".%08x", g_random_int ());
  append_check (made);
  g_string_append (made, ENDING);
  return g_string_free (g_steal_pointer (&made), FALSE);
}

gboolean
nqp_leftovers_is_name (const char *name)
{
  g_autoptr (GString) expected = NULL;
  gsize length = strlen (name), tail = N_DIGITS + strlen (ENDING);

  if (name[0] != '.' || length < 2 + N_DIGITS + tail || !g_str_has_suffix (name, ENDING)
      || name[length - tail - N_DIGITS - 1] != '.')
    return FALSE;
  expected = g_string_new_len (name, (gssize)(length - tail));
  append_check (expected);
  g_string_append (expected, ENDING);
  return g_str_equal (expected->str, name);
}

/* ---- what killed runs left ------------------------------------------------------------------------------------- */

/* What a folder made by us holds: plain files, and few. */
static gboolean
list_files (int fd, const char *path, GPtrArray *names)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      struct stat st;

      if (names->len == MOST_FILES || fstatat (fd, name, &st, AT_SYMLINK_NOFOLLOW) != 0
          || !S_ISREG (st.st_mode) || st.st_uid != geteuid ())
        return FALSE;
      g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_add (names, NULL);
  return dir != NULL;
}

static void
sweep_one (const char *path)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  struct stat st;

  if (fd < 0)
    return;
  if (fstat (fd, &st) == 0 && st.st_uid == geteuid () && flock (fd, LOCK_EX | LOCK_NB) == 0)
    {
      if (S_ISREG (st.st_mode) && st.st_nlink == 1)
        nqp_leftovers_remove (path, NULL);
      else if (S_ISDIR (st.st_mode) && list_files (fd, path, names))
        nqp_leftovers_remove (path, (const char *const *)names->pdata);
    }
  close (fd);
}

void
nqp_leftovers_sweep (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (nqp_leftovers_is_name (name))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        sweep_one (path);
      }
}

/* ---- what this run is writing ---------------------------------------------------------------------------------- */

/* A table that does not move: a signal handler may read it at any moment. Only who takes a slot from one state to the
 * next touches its content. */
enum
{
  FREE,
  FILLING,
  USED,
  TAKEN, /* by tidying */
};

static struct
{
  int state; /* atomic */
  const char *const *names;
  char path[PATH_MAX];
} slots[N_SLOTS];

int
nqp_leftovers_add (const char *path, const char *const *names)
{
  if (strlen (path) >= sizeof slots[0].path)
    return -1;
  for (int k = 0; k < N_SLOTS; k++)
    if (g_atomic_int_compare_and_exchange (&slots[k].state, FREE, FILLING))
      {
        strcpy (slots[k].path, path);
        slots[k].names = names;
        g_atomic_int_set (&slots[k].state, USED);
        return k;
      }
  return -1;
}

void
nqp_leftovers_drop (int slot)
{
  if (slot >= 0)
    (void)g_atomic_int_compare_and_exchange (&slots[slot].state, USED, FREE);
}

void
nqp_leftovers_remove (const char *path, const char *const *names)
{
  int fd = -1;

  if (names == NULL)
    {
      (void)unlink (path);
      return;
    }
  fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
  if (fd < 0)
    return;
  for (int k = 0; names[k] != NULL; k++)
    (void)unlinkat (fd, names[k], 0);
  close (fd);
  (void)rmdir (path);
}

void
nqp_leftovers_tidy (void)
{
  for (int k = 0; k < N_SLOTS; k++)
    if (g_atomic_int_compare_and_exchange (&slots[k].state, USED, TAKEN))
      nqp_leftovers_remove (slots[k].path, slots[k].names);
}

void
nqp_leftovers_die (int number)
{
  struct sigaction action = { .sa_handler = SIG_DFL };
  sigset_t set;

  nqp_leftovers_tidy ();
  sigemptyset (&action.sa_mask);
  sigaction (number, &action, NULL);
  sigemptyset (&set);
  sigaddset (&set, number);
  pthread_sigmask (SIG_UNBLOCK, &set, NULL);
  raise (number);
  _exit (128 + number); /* not reached */
}

static void
handle_signals (void (*handler) (int))
{
  static const int numbers[] = { SIGINT, SIGTERM, SIGHUP };
  struct sigaction action = { .sa_handler = handler }, old;

  sigemptyset (&action.sa_mask);
  for (gsize k = 0; k < G_N_ELEMENTS (numbers); k++)
    sigaddset (&action.sa_mask, numbers[k]);
  for (gsize k = 0; k < G_N_ELEMENTS (numbers); k++)
    /* nohup and shells' background jobs ignore some, and mean it */
    if (sigaction (numbers[k], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
      sigaction (numbers[k], &action, NULL);
}

void
nqp_leftovers_tidy_on_signals (void)
{
  handle_signals (nqp_leftovers_die);
}

static int wake = -1;

static void
on_first_signal (int number)
{
  int code = errno;
  char byte = (char)number;

  nqp_leftovers_tidy_on_signals ();
  if (write (wake, &byte, 1) != 1)
    nqp_leftovers_die (number);
  errno = code;
}

int
nqp_leftovers_watch_signals (void)
{
  int ends[2];

  if (pipe2 (ends, O_CLOEXEC | O_NONBLOCK) != 0)
    {
      nqp_leftovers_tidy_on_signals ();
      return -1;
    }
  wake = ends[1];
  handle_signals (on_first_signal);
  return ends[0];
}
