/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz-NAME CORPUS-FOLDER|FILE...: each input as it is, then some thousand deterministic mutations of those of the folder.
 * NQP_FUZZ_ROUNDS and NQP_FUZZ_SEED choose how many and which. The input that fails is left as "crash-NAME" in the folder
 * NQP_FUZZ_KEEP, where that is said. */
#include "../unit/fuzz-rounds.h"
#include "fuzz.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#define MAX_SIZE 60000
#define MAX_SECONDS 10

static GByteArray *current;
static char *keep;

static void
on_crash (int number)
{
  const int fd = keep != NULL ? open (keep, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600) : -1;

  if (fd >= 0 && current != NULL)
    (void)!write (fd, current->data, current->len);
  (void)signal (number, SIG_DFL);
  (void)raise (number);
}

static void
run (const char *name)
{
  const gint64 start = g_get_monotonic_time ();

  (void)alarm (60 * MAX_SECONDS);
  (void)LLVMFuzzerTestOneInput (current->data, current->len);
  if (g_get_monotonic_time () - start > MAX_SECONDS * G_USEC_PER_SEC)
    printf ("# %s took %d s\n", name, (int)((g_get_monotonic_time () - start) / G_USEC_PER_SEC));
}

static void
take (GByteArray *bytes)
{
  current = g_byte_array_append (g_byte_array_set_size (current, 0), bytes->data, bytes->len);
}

static void
insert (guint at, const guint8 *piece, guint length)
{
  const guint n_tail = current->len - at;
  g_autofree guint8 *owned = g_memdup2 (piece, length);

  g_byte_array_set_size (current, current->len + length);
  memmove (current->data + at + length, current->data + at, n_tail);
  if (length > 0)
    memcpy (current->data + at, owned, length);
}

static void
mutate (GRand *random, GPtrArray *inputs)
{
  static const char special[] = ",;\t\"\n\r.-[]{}\\<>&='/(:0019eE+ \xff\xfe\xe4\x80";

  for (int n = g_rand_int_range (random, 1, 6); n > 0; n--)
    {
      const guint at = (guint)g_rand_int_range (random, 0, (gint32)current->len + 1);
      const guint rest = current->len - at;
      const guint wanted = (guint)g_rand_int_range (random, 1, 80);
      guint8 byte = (guint8)special[g_rand_int_range (random, 0, (gint32)sizeof special)];
      const int what = g_rand_int_range (random, 0, 8);

      if (what == 0 && rest > 0)
        current->data[at] ^= (guint8)(1 << g_rand_int_range (random, 0, 8));
      else if (what == 1 && rest > 0)
        current->data[at] = g_rand_boolean (random) ? byte : (guint8)g_rand_int (random);
      else if (what == 2 && rest > 0)
        g_byte_array_remove_range (current, at, MIN (wanted, rest));
      else if (what == 3 && g_rand_int_range (random, 0, 4) == 0)
        g_byte_array_set_size (current, at);
      else if (what <= 4)
        insert (at, &byte, 1);
      else
        {
          /* a piece of this input or another one, once or often */
          GByteArray *other = inputs->pdata[g_rand_int_range (random, 0, (gint32)inputs->len)];
          GByteArray *source = g_rand_boolean (random) ? current : other;
          const guint from = (guint)g_rand_int_range (random, 0, (gint32)source->len + 1);
          const guint length = MIN (wanted, source->len - from);
          g_autofree guint8 *piece = g_memdup2 (source->data + from, length);

          for (int times = g_rand_int_range (random, 0, 12) == 0 ? 200 : 1; times > 0; times--)
            insert (at, piece, length);
        }
      if (current->len > MAX_SIZE)
        g_byte_array_set_size (current, MAX_SIZE);
    }
}

static void
add (GPtrArray *inputs, const char *path)
{
  char *text = NULL;
  gsize length = 0;
  g_autoptr (GError) error = NULL;

  if (!g_file_get_contents (path, &text, &length, &error))
    g_error ("%s", error->message);
  g_ptr_array_add (inputs, g_byte_array_new_take ((guint8 *)text, length));
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

static void
add_folder (GPtrArray *inputs, const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, compare);
  for (guint i = 0; i < paths->len; i++)
    add (inputs, paths->pdata[i]);
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) inputs = g_ptr_array_new_with_free_func ((GDestroyNotify)g_byte_array_unref);
  g_autoptr (GRand) random = fuzz_random (20261127);
  g_autofree char *name = g_path_get_basename (argv[0]);
  const int rounds = fuzz_rounds (g_getenv ("NQP_SANITIZED") != NULL ? FUZZ_ROUNDS / 5 : FUZZ_ROUNDS);
  gboolean folder = FALSE;

  LLVMFuzzerInitialize (&argc, &argv);
  current = g_byte_array_new ();
  if (g_getenv ("NQP_FUZZ_KEEP") != NULL)
    keep = g_strdup_printf ("%s/crash-%s", g_getenv ("NQP_FUZZ_KEEP"), name);
  (void)signal (SIGABRT, on_crash);
  (void)signal (SIGALRM, on_crash);
  (void)signal (SIGTRAP, on_crash);
  if (g_getenv ("NQP_SANITIZED") == NULL)
    (void)signal (SIGSEGV, on_crash);
  for (int i = 1; i < argc; i++)
    if (g_file_test (argv[i], G_FILE_TEST_IS_DIR))
      {
        folder = TRUE;
        add_folder (inputs, argv[i]);
      }
    else
      add (inputs, argv[i]);
  printf ("1..2\n");
  for (guint i = 0; i < inputs->len; i++)
    {
      take (inputs->pdata[i]);
      run ("an input of the corpus");
    }
  printf ("%sok 1 - %u inputs\n", inputs->len > 0 ? "" : "not ", inputs->len);
  for (int round = 0; folder && inputs->len > 0 && round < rounds; round++)
    {
      g_autofree char *number = g_strdup_printf ("round %d", round);

      take (inputs->pdata[(guint)round % inputs->len]);
      mutate (random, inputs);
      run (number);
    }
  printf ("ok 2 - %d mutations\n", folder ? rounds : 0);
  g_byte_array_unref (current);
  current = NULL;
  g_free (keep);
  return inputs->len > 0 ? 0 : 1;
}
