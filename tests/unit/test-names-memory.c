/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-names-memory.h"

#include <glib/gstdio.h>

#include "nqp-paths.h"

static GHashTable *
set_of (const char *a, const char *b)
{
  GHashTable *set = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_add (set, (gpointer)a);
  g_hash_table_add (set, (gpointer)b);
  return set;
}

/* The newest code counts that the regions at hand have; each project finds its own. */
static void
test_kept (void)
{
  g_autoptr (GHashTable) admin = set_of ("110000", "120000"), names = set_of ("BJ", "TJ"),
                         none = set_of ("x", "y");
  g_autoptr (NqpNamesMemory) empty = nqp_names_memory_load (), memory = NULL;
  g_autofree char *path = nqp_paths_names ();
  g_autofree char *text = NULL;

  g_assert_null (nqp_names_memory_find (empty, "Bejing, \"City\"", admin));
  nqp_names_memory_add (empty, "Bejing, \"City\"", "120000");
  nqp_names_memory_add (empty, "Bejing, \"City\"", "BJ");
  nqp_names_memory_add (empty, "Bejing, \"City\"", "110000");
  nqp_names_memory_add (empty, "Bejing, \"City\"", "BJ");
  g_assert_true (nqp_names_memory_save (empty));
  memory = nqp_names_memory_load ();
  g_assert_cmpstr (nqp_names_memory_find (memory, "Bejing, \"City\"", admin), ==, "110000");
  g_assert_cmpstr (nqp_names_memory_find (memory, "Bejing, \"City\"", names), ==, "BJ");
  g_assert_null (nqp_names_memory_find (memory, "Bejing, \"City\"", none));
  g_assert_null (nqp_names_memory_find (memory, "Bejing", admin));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==,
                   "name,code\n\"Bejing, \"\"City\"\"\",120000\n\"Bejing, \"\"City\"\"\",110000\n\"Bejing, "
                   "\"\"City\"\"\",BJ\n");
}

/* What cannot be read is passed over, and the rest is known. */
static void
test_damaged (void)
{
  g_autoptr (GHashTable) codes = set_of ("N", "S");
  g_autoptr (NqpNamesMemory) memory = NULL;
  g_autofree char *path = nqp_paths_names ();
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "name,code\na\x01,N\nb\n,N\nc,N,x\nd,S\n\"e,N\n", -1, NULL));
  memory = nqp_names_memory_load ();
  g_assert_cmpstr (nqp_names_memory_find (memory, "d", codes), ==, "S");
  g_assert_null (nqp_names_memory_find (memory, "b", codes));
  g_assert_null (nqp_names_memory_find (memory, "c", codes));
}

/* GLib's own way to keep tests apart leaks. */
int
main (int argc, char *argv[])
{
  g_autofree char *home = g_dir_make_tmp ("nqp-names-XXXXXX", NULL);
  g_autofree char *path = NULL, *folder = NULL;
  int status;

  g_assert_nonnull (home);
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/names-memory/kept", test_kept);
  g_test_add_func ("/names-memory/damaged", test_damaged);
  status = g_test_run ();
  path = nqp_paths_names ();
  folder = g_path_get_dirname (path);
  g_unlink (path);
  g_rmdir (folder);
  g_rmdir (home);
  return status;
}
