/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files written beside and exchanged: what they keep, what they refuse, what they leave. */
#include "nqp-leftovers.h"
#include "nqp-staged.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

static const char *const names[] = { "a.csv", "b.csv", NULL };

static char *folder; /* of the running test */

static char *
in_folder (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inside = g_build_filename (path, name, NULL);

      if (g_remove (inside) != 0)
        remove_all (inside);
    }
  (void)g_rmdir (path);
}

static int
compare (const void *a, const void *b)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

static void
assert_list (const char *path, const char *expected)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  g_autofree char *list = NULL;
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (found, (char *)name);
  g_ptr_array_sort (found, compare);
  g_ptr_array_add (found, NULL);
  list = g_strjoinv (",", (char **)found->pdata);
  g_assert_cmpstr (list, ==, expected);
}

static void
assert_text (const char *path, const char *expected)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, expected);
}

static void
put (const char *path, const char *text)
{
  int fd = open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);

  g_assert_cmpint (write (fd, text, strlen (text)), ==, (gssize)strlen (text));
  close (fd);
}

static void
write_good (const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;

  nqp_staged_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  assert_text (path, text);
}

static void
write_bad (const char *path, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (nqp_staged_set_contents (path, "x", -1, &error));
  g_assert_error (error, NQP_STAGED_ERROR, code);
  g_assert_nonnull (strstr (error->message, path));
}

static mode_t
mode_of (const char *path)
{
  struct stat st;

  g_assert_cmpint (stat (path, &st), ==, 0);
  return st.st_mode & 07777;
}

static void
test_rights (void)
{
  static const mode_t modes[] = { 0600, 0640, 0666, 0777, 04755, 0200 };
  g_autofree char *path = in_folder ("a.txt"), *fresh = in_folder ("fresh.txt");
  mode_t mask = umask (027);
  struct stat st;
  char value[8] = "";

  write_good (fresh, "1");
  g_assert_cmpint (mode_of (fresh), ==, 0640);
  put (path, "0");
  for (gsize k = 0; k < G_N_ELEMENTS (modes); k++)
    {
      g_assert_cmpint (chmod (path, modes[k]), ==, 0);
      g_assert_true (nqp_staged_set_contents (path, "2", 1, NULL));
      g_assert_cmpint (mode_of (path), ==, modes[k]);
    }
  g_assert_cmpint (chmod (path, 0644), ==, 0);
  if (setxattr (path, "user.note", "mine", 4, 0) == 0)
    {
      write_good (path, "3");
      g_assert_cmpint (getxattr (path, "user.note", value, sizeof value), ==, 4);
    }
  if (geteuid () == 0)
    {
      g_assert_cmpint (chown (path, 12345, 54321), ==, 0);
      g_assert_cmpint (chmod (path, 06750), ==, 0);
      write_good (path, "4");
      g_assert_cmpint (stat (path, &st), ==, 0);
      g_assert_cmpint (st.st_uid, ==, 12345);
      g_assert_cmpint (st.st_gid, ==, 54321);
      g_assert_cmpint (st.st_mode & 07777, ==, 06750);
    }
  umask (mask);
  assert_list (folder, "a.txt,fresh.txt");
}

/* An access list stays with its file; one that the folder gives to new files does not open an old one. */
static void
test_access_list (void)
{
  /* version 2; owner rw, user 12345 rw, group r, mask rw, others nothing */
  static const guint8 list[] = { 2,    0,    0,    0,    1,    0, 6, 0, 0xff, 0xff, 0xff, 0xff, 2,    0, 6, 0,
                                 0x39, 0x30, 0,    0,    4,    0, 4, 0, 0xff, 0xff, 0xff, 0xff, 0x10, 0, 6, 0,
                                 0xff, 0xff, 0xff, 0xff, 0x20, 0, 0, 0, 0xff, 0xff, 0xff, 0xff };
  static const char access[] = "system.posix_acl_access", inside[] = "system.posix_acl_default";
  g_autofree char *path = in_folder ("a.txt"), *plain = in_folder ("plain.txt"),
                  *fresh = in_folder ("new.txt");
  guint8 found[256];

  put (path, "0");
  put (plain, "0");
  g_assert_cmpint (chmod (plain, 0640), ==, 0);
  if (setxattr (path, access, list, sizeof list, 0) != 0
      || setxattr (folder, inside, list, sizeof list, 0) != 0)
    {
      g_test_skip ("no access lists here");
      return;
    }
  write_good (path, "1");
  g_assert_cmpint (getxattr (path, access, found, sizeof found), ==, sizeof list);
  g_assert_cmpmem (found, sizeof list, list, sizeof list);
  write_good (plain, "1");
  g_assert_cmpint (getxattr (plain, access, found, sizeof found), <, 0);
  g_assert_cmpint (mode_of (plain), ==, 0640);
  write_good (fresh, "1");
  g_assert_cmpint (getxattr (fresh, access, found, sizeof found), ==, sizeof list);
}

/* A stranger's file in a folder of ours: what may be kept is, and nobody gets more than before. */
static void
test_rights_of_others (void)
{
  g_autofree char *path = in_folder ("a.txt");
  struct stat st;
  int status;
  pid_t child;

  if (geteuid () != 0)
    {
      g_test_skip ("needs root to make a stranger's file");
      return;
    }
  put (path, "0");
  g_assert_cmpint (chown (path, 12345, 54321), ==, 0);
  g_assert_cmpint (chmod (path, 06766), ==, 0);
  g_assert_cmpint (chown (folder, 23456, 23456), ==, 0);
  child = fork ();
  if (child == 0)
    _exit (setgid (23456) == 0 && setuid (23456) == 0 && nqp_staged_set_contents (path, "1", 1, NULL) ? 0
                                                                                                      : 1);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);
  g_assert_cmpint (stat (path, &st), ==, 0);
  g_assert_cmpint (st.st_uid, ==, 23456);
  g_assert_cmpint (st.st_gid, ==, 23456);
  g_assert_cmpint (st.st_mode & 07777, ==, 0766);

  /* a group that may read what others may not: not another group instead */
  g_assert_cmpint (chown (path, 12345, 54321), ==, 0);
  g_assert_cmpint (chmod (path, 0662), ==, 0);
  child = fork ();
  if (child == 0)
    _exit (setgid (23456) == 0 && setuid (23456) == 0 && nqp_staged_set_contents (path, "2", 1, NULL) ? 0
                                                                                                      : 1);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);
  g_assert_cmpint (mode_of (path), ==, 0622);

  /* what is write-protected stays */
  g_assert_cmpint (chmod (path, 0444), ==, 0);
  child = fork ();
  if (child == 0)
    _exit (setgid (23456) == 0 && setuid (23456) == 0 && nqp_staged_set_contents (path, "3", 1, NULL) ? 0
                                                                                                      : 1);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, !=, 0);
  assert_text (path, "2");
}

static void
test_group_of_folder (void)
{
  g_autofree char *path = in_folder ("a.txt"), *inside = in_folder ("d"), *deep = in_folder ("d/a.csv");
  g_autoptr (NqpStaged) staged = NULL;
  struct stat st, of_folder;

  if (geteuid () == 0)
    g_assert_cmpint (chown (folder, 0, 54321), ==, 0);
  g_assert_cmpint (chmod (folder, 02775), ==, 0);
  g_assert_cmpint (stat (folder, &of_folder), ==, 0);
  write_good (path, "1");
  staged = nqp_staged_new_folder (inside, names, NULL);
  g_assert_true (nqp_staged_add (staged, "a.csv", "1", 1, NULL));
  g_assert_true (nqp_staged_finish (staged, NULL));
  g_assert_cmpint (stat (path, &st), ==, 0);
  g_assert_cmpint (st.st_gid, ==, of_folder.st_gid);
  g_assert_cmpint (stat (inside, &st), ==, 0);
  g_assert_cmpint (st.st_gid, ==, of_folder.st_gid);
  g_assert_true ((st.st_mode & S_ISGID) != 0);
  g_assert_cmpint (stat (deep, &st), ==, 0);
  g_assert_cmpint (st.st_gid, ==, of_folder.st_gid);
}

static void
assert_link (const char *path, const char *expected)
{
  g_autofree char *text = g_file_read_link (path, NULL);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_links (void)
{
  g_autofree char *sub = in_folder ("sub"), *target = in_folder ("sub/real.txt"), *one = in_folder ("one");
  g_autofree char *two = in_folder ("two"), *dangling = in_folder ("dangling"),
                  *made = in_folder ("made.txt");
  g_autofree char *loop = in_folder ("loop"), *self = in_folder ("self"), *nowhere = in_folder ("nowhere");
  g_autofree char *dir = in_folder ("dir"), *up = in_folder ("dir/../real2.txt"),
                  *real2 = in_folder ("sub/real2.txt");
  g_autofree char *deep = in_folder ("sub/deep");

  g_assert_cmpint (g_mkdir (sub, 0777), ==, 0);
  g_assert_cmpint (g_mkdir (deep, 0777), ==, 0);
  put (target, "0");
  g_assert_cmpint (chmod (target, 0600), ==, 0);
  g_assert_cmpint (symlink ("sub/real.txt", one), ==, 0);
  g_assert_cmpint (symlink (one, two), ==, 0); /* absolute, to a relative one */
  write_good (two, "1");
  assert_text (target, "1");
  g_assert_cmpint (mode_of (target), ==, 0600);
  assert_link (one, "sub/real.txt");
  assert_link (two, one);

  g_assert_cmpint (symlink ("made.txt", dangling), ==, 0);
  write_good (dangling, "2");
  assert_text (made, "2");
  assert_link (dangling, "made.txt");

  /* behind a link to a folder, ".." is another one */
  g_assert_cmpint (symlink ("sub/deep", dir), ==, 0);
  write_good (up, "3");
  assert_text (real2, "3");

  g_assert_cmpint (symlink ("self", loop), ==, 0);
  g_assert_cmpint (symlink ("loop", self), ==, 0);
  write_bad (loop, ELOOP);
  g_assert_cmpint (symlink ("no/such/file", nowhere), ==, 0);
  write_bad (nowhere, ENOENT);
  assert_list (folder, "dangling,dir,loop,made.txt,nowhere,one,self,sub,two");
  assert_list (sub, "deep,real.txt,real2.txt");
}

static void
test_not_files (void)
{
  g_autofree char *fifo = in_folder ("fifo"), *to_full = in_folder ("full"), *to_null = in_folder ("null");
  g_autofree char *project = in_folder ("p.nqp");
  char header[NQP_STAGED_HEADER] = "SQLite format 3", text[8] = "";
  g_autoptr (GError) error = NULL;
  struct stat st;
  int reader;

  write_bad (folder, EISDIR);
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  write_bad (fifo, 0);
  reader = open (fifo, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  g_assert_true (nqp_staged_set_contents (fifo, "read", -1, &error));
  g_assert_cmpint (read (reader, text, sizeof text), ==, 4);
  close (reader);
  g_assert_cmpint (lstat (fifo, &st), ==, 0);
  g_assert_true (S_ISFIFO (st.st_mode));
  g_assert_null (nqp_staged_new (fifo, NQP_STAGED_PROJECT, TRUE, &error));
  g_assert_error (error, NQP_STAGED_ERROR, 0);
  g_clear_error (&error);

  g_assert_cmpint (symlink ("/dev/full", to_full), ==, 0);
  write_bad (to_full, ENOSPC);
  g_assert_cmpint (symlink ("/dev/null", to_null), ==, 0);
  g_assert_true (nqp_staged_set_contents (to_null, "x", 1, NULL));
  g_assert_cmpint (stat ("/dev/null", &st), ==, 0);
  g_assert_true (S_ISCHR (st.st_mode));

  memcpy (header + 68, "NQP1", 4);
  g_assert_true (g_file_set_contents (project, header, sizeof header, NULL));
  write_bad (project, 0);
  assert_list (folder, "fifo,full,null,p.nqp");
}

static void
test_no_trace (void)
{
  g_autofree char *path = in_folder ("a.txt"), *fresh = in_folder ("b.txt"), *inside = in_folder ("d");
  g_autofree char *longest = g_strnfill (255, 'x'), *too_long = g_strnfill (256, 'x');
  g_autofree char *long_path = in_folder (longest), *too_long_path = in_folder (too_long);
  g_autoptr (GError) error = NULL;
  NqpStaged *staged;

  put (path, "old");
  staged = nqp_staged_new (path, NQP_STAGED_FILE, TRUE, NULL);
  nqp_staged_write (staged, "new", 3);
  assert_text (path, "old");
  nqp_staged_free (staged);
  staged = nqp_staged_new_folder (inside, names, NULL);
  g_assert_true (nqp_staged_add (staged, "a.csv", "1", 1, NULL));
  nqp_staged_free (staged);
  assert_list (folder, "a.txt");
  assert_text (path, "old");

  g_assert_null (nqp_staged_new (path, NQP_STAGED_PROJECT, FALSE, &error));
  g_assert_error (error, NQP_STAGED_ERROR, EEXIST);
  g_clear_error (&error);
  staged = nqp_staged_new (fresh, NQP_STAGED_PROJECT, FALSE, NULL);
  put (fresh, "meanwhile");
  g_assert_false (nqp_staged_finish (staged, &error));
  g_assert_error (error, NQP_STAGED_ERROR, EEXIST);
  nqp_staged_free (staged);
  assert_text (fresh, "meanwhile");

  write_good (long_path, "1");
  g_assert_cmpint (g_remove (long_path), ==, 0);
  write_bad (too_long_path, ENAMETOOLONG);
  assert_list (folder, "a.txt,b.txt");
}

static gboolean
write_folder (const char *path, const char *text, GError **error)
{
  g_autoptr (NqpStaged) staged = nqp_staged_new_folder (path, names, error);

  return staged != NULL && nqp_staged_add (staged, "a.csv", text, strlen (text), error)
         && nqp_staged_finish (staged, error);
}

static void
test_folders (void)
{
  g_autofree char *path = in_folder ("new/d"), *file = in_folder ("new/d/a.csv"),
                  *other = in_folder ("new/d/b.csv");
  g_autofree char *link = in_folder ("link"), *foreign = in_folder ("new/d/letter.txt"),
                  *parent = in_folder ("new");
  g_autoptr (NqpStaged) staged = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (write_folder (path, "1", &error));
  g_assert_no_error (error);
  put (other, "0");
  g_assert_cmpint (chmod (path, 0700), ==, 0);
  g_assert_cmpint (chmod (file, 0600), ==, 0);
  g_assert_cmpint (symlink ("new/d", link), ==, 0);
  g_assert_true (write_folder (link, "2", &error));
  g_assert_no_error (error);
  assert_link (link, "new/d");
  assert_text (file, "2");
  assert_list (path, "a.csv");
  assert_list (parent, "d");
  g_assert_cmpint (mode_of (path), ==, 0700);
  g_assert_cmpint (mode_of (file), ==, 0600);

  /* what comes in meanwhile is somebody's */
  staged = nqp_staged_new_folder (path, names, NULL);
  g_assert_true (nqp_staged_add (staged, "a.csv", "3", 1, NULL));
  put (foreign, "mine");
  g_assert_false (nqp_staged_finish (staged, &error));
  g_assert_error (error, NQP_STAGED_ERROR, 0);
  g_clear_pointer (&staged, nqp_staged_free);
  assert_list (path, "a.csv,letter.txt");
  assert_list (parent, "d");
  assert_text (file, "2");
  assert_list (folder, "link,new");
}

static void
test_names (void)
{
  static const char *const foreign[] = {
    "",
    ".nqp-part",
    ".a.nqp-part",
    ".a.12345678.nqp-part",
    ".a.0123456789abcdef.nqp-part",
    ".0123456789abcdef.nqp-part",
    "a.csv",
    ".a.part",
  };
  g_autofree char *wide = g_strnfill (100, 'x'), *chinese = NULL;

  for (gsize k = 0; k < G_N_ELEMENTS (foreign); k++)
    g_assert_false (nqp_leftovers_is_name (foreign[k]));
  chinese = g_strconcat (
      wide, "面板数据面板数据面板数据面板数据面板数据面板数据面板数据面板数据面板数据面板数据", NULL);
  for (int k = 0; k < 100; k++)
    {
      g_autofree char *name = nqp_leftovers_make_name (k % 2 == 0 ? "x.png" : chinese);

      g_assert_true (nqp_leftovers_is_name (name));
      g_assert_true (g_utf8_validate (name, -1, NULL));
      g_assert_cmpuint (strlen (name), <, 255);
      name[2] ^= 1;
      g_assert_false (nqp_leftovers_is_name (name));
    }
}

static char *
leave (const char *name)
{
  g_autofree char *left = nqp_leftovers_make_name (name);

  return in_folder (left);
}

static void
test_sweep (void)
{
  g_autofree char *file = leave ("a.txt"), *dir = leave ("d"), *busy = leave ("busy"), *link = leave ("link");
  g_autofree char *full = leave ("full"), *target = in_folder ("b.txt"), *of_other = leave ("other");
  g_autofree char *inside = g_build_filename (dir, "a.csv", NULL),
                  *deep = g_build_filename (full, "deep", NULL);
  g_autofree char *expected = NULL, *twin = in_folder ("twin"), *hard = leave ("hard");
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  int fd;

  put (file, "1");
  g_assert_cmpint (g_mkdir (dir, 0777), ==, 0);
  put (inside, "1");
  /* at work, a link, a folder with a folder, a file of two names, a stranger's */
  put (busy, "1");
  fd = open (busy, O_RDWR | O_CLOEXEC);
  g_assert_cmpint (flock (fd, LOCK_EX), ==, 0);
  g_assert_cmpint (symlink ("b.txt", link), ==, 0);
  g_assert_cmpint (g_mkdir (full, 0777), ==, 0);
  g_assert_cmpint (g_mkdir (deep, 0777), ==, 0);
  put (twin, "1");
  g_assert_cmpint (linkat (AT_FDCWD, twin, AT_FDCWD, hard, 0), ==, 0);
  put (of_other, "1");
  g_ptr_array_add (kept, busy);
  g_ptr_array_add (kept, link);
  g_ptr_array_add (kept, full);
  g_ptr_array_add (kept, hard);
  if (geteuid () == 0)
    {
      g_assert_cmpint (chown (of_other, 12345, 12345), ==, 0);
      g_ptr_array_add (kept, of_other);
    }
  write_good (target, "2");
  for (guint k = 0; k < kept->len; k++)
    g_assert_true (g_file_test (kept->pdata[k], G_FILE_TEST_IS_SYMLINK)
                   || g_access (kept->pdata[k], F_OK) == 0);
  g_assert_cmpint (g_access (file, F_OK), !=, 0);
  g_assert_cmpint (g_access (dir, F_OK), !=, 0);
  close (fd);
}

/* Two at once that end in the middle of writing: nothing is left, and the parent sees the signal. */
static void
test_signals (void)
{
  static const int numbers[] = { SIGINT, SIGTERM, SIGHUP };
  g_autofree char *path = in_folder ("a.txt"), *dir = in_folder ("d");

  put (path, "old");
  for (gsize k = 0; k < G_N_ELEMENTS (numbers); k++)
    {
      int status = 0, ends[2];
      char byte;
      pid_t child;

      g_assert_cmpint (pipe2 (ends, O_CLOEXEC), ==, 0);
      child = fork ();
      if (child == 0)
        {
          NqpStaged *one, *two;

          signal (numbers[k], SIG_DFL); /* who runs the tests may ignore it, as nohup does */
          nqp_leftovers_tidy_on_signals ();
          one = nqp_staged_new (path, NQP_STAGED_FILE, TRUE, NULL);
          two = nqp_staged_new_folder (dir, names, NULL);
          nqp_staged_write (one, "new", 3);
          nqp_staged_add (two, "b.csv", "1", 1, NULL);
          if (write (ends[1], "x", 1) == 1)
            pause ();
          _exit (9);
        }
      close (ends[1]);
      g_assert_cmpint (read (ends[0], &byte, 1), ==, 1);
      close (ends[0]);
      g_assert_cmpint (kill (child, numbers[k]), ==, 0);
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      g_assert_true (WIFSIGNALED (status));
      g_assert_cmpint (WTERMSIG (status), ==, numbers[k]);
      assert_list (folder, "a.txt");
      assert_text (path, "old");
    }
}

static gpointer
sweep_on (gpointer end)
{
  while (!g_atomic_int_get ((int *)end))
    nqp_leftovers_sweep (folder);
  return NULL;
}

/* Another run that begins in the same folder takes nothing away that has just been made and is not locked yet. */
static void
test_sweep_meanwhile (void)
{
  int end = FALSE;
  GThread *others[] = { g_thread_new ("sweep", sweep_on, &end), g_thread_new ("sweep", sweep_on, &end) };

  for (int k = 0; k < 3000; k++)
    {
      g_autofree char *path = in_folder (k % 2 ? "out" : "file");
      g_autoptr (GError) error = NULL;
      g_autoptr (NqpStaged) staged = k % 2 ? nqp_staged_new_folder (path, names, &error)
                                           : nqp_staged_new (path, NQP_STAGED_FILE, FALSE, &error);

      g_assert_no_error (error);
      g_assert_nonnull (staged);
    }
  g_atomic_int_set (&end, TRUE);
  for (gsize k = 0; k < G_N_ELEMENTS (others); k++)
    g_thread_join (others[k]);
}

static const struct Case
{
  const char *name;
  void (*func) (void);
} cases[] = {
  { "/staged/rights", test_rights },
  { "/staged/access-list", test_access_list },
  { "/staged/rights-of-others", test_rights_of_others },
  { "/staged/group-of-folder", test_group_of_folder },
  { "/staged/links", test_links },
  { "/staged/not-files", test_not_files },
  { "/staged/no-trace", test_no_trace },
  { "/staged/folders", test_folders },
  { "/staged/names", test_names },
  { "/staged/sweep", test_sweep },
  { "/staged/sweep-meanwhile", test_sweep_meanwhile },
  { "/staged/signals", test_signals },
};

static void
run (gconstpointer data)
{
  folder = g_dir_make_tmp ("nqp-staged-XXXXXX", NULL);
  g_assert_nonnull (folder);
  ((const struct Case *)data)->func ();
  remove_all (folder);
  g_clear_pointer (&folder, g_free);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    g_test_add_data_func (cases[k].name, &cases[k], run);
  return g_test_run ();
}
