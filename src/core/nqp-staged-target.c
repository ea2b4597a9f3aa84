/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-staged-target.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/xattr.h>
#include <unistd.h>

#define MOST_LINKS 40 /* as the kernel has it */
#define ACCESS_LIST "system.posix_acl_access"
#define ACCESS_LIST_INSIDE "system.posix_acl_default"
#define MOST_ATTRIBUTES 65536

/* Not g_canonicalize_filename(): behind a link to a folder, ".." is another folder. */
static char *
make_absolute (const char *path)
{
  g_autofree char *here = g_path_is_absolute (path) ? NULL : g_get_current_dir ();
  char *name = here != NULL ? g_build_filename (here, path, NULL) : g_strdup (path);

  for (gsize n = strlen (name); n > 1 && name[n - 1] == '/'; n--)
    name[n - 1] = '\0';
  return name;
}

/* Where the link @name points to; %NULL if it is none. */
static char *
follow (const char *name)
{
  char text[PATH_MAX];
  gssize length = readlink (name, text, sizeof text - 1);
  g_autofree char *folder = g_path_get_dirname (name);

  if (length < 0)
    return NULL;
  text[length] = '\0';
  return g_path_is_absolute (text) ? make_absolute (text) : g_build_filename (folder, text, NULL);
}

char *
nqp_staged_resolve (const char *path, gboolean make_parents)
{
  g_autofree char *name = make_absolute (path);
  g_autofree char *folder = NULL, *base = NULL;
  g_autofree char *real = NULL;

  for (int k = 0;; k++)
    {
      g_autofree char *next = NULL;

      real = realpath (name, NULL);
      if (real != NULL)
        return g_steal_pointer (&real);
      if (errno != ENOENT)
        return NULL;
      next = follow (name);
      if (next == NULL)
        break;
      if (k == MOST_LINKS)
        {
          errno = ELOOP;
          return NULL;
        }
      g_free (name);
      name = g_steal_pointer (&next);
    }
  folder = g_path_get_dirname (name);
  base = g_path_get_basename (name);
  if (make_parents && g_mkdir_with_parents (folder, 0777) != 0)
    return NULL;
  real = realpath (folder, NULL);
  if (real == NULL)
    return NULL;
  if (strlen (base) > NAME_MAX)
    {
      errno = ENAMETOOLONG;
      return NULL;
    }
  if (g_str_equal (base, ".") || g_str_equal (base, ".."))
    {
      errno = ENOENT;
      return NULL;
    }
  return g_build_filename (real, base, NULL);
}

static gboolean
copy_attribute (int fd, const char *path, const char *name)
{
  g_autofree char *value = g_malloc (MOST_ATTRIBUTES);
  gssize size = getxattr (path, name, value, MOST_ATTRIBUTES);

  return size >= 0 && fsetxattr (fd, name, value, (gsize)size, 0) == 0;
}

static void
keep_attributes (int fd, const char *path)
{
  g_autofree char *names = g_malloc (MOST_ATTRIBUTES);
  gssize size = listxattr (path, names, MOST_ATTRIBUTES);

  for (const char *name = names; name < names + size; name += strlen (name) + 1)
    if (g_str_has_prefix (name, "user."))
      (void)copy_attribute (fd, path, name);
}

void
nqp_staged_keep_rights (int fd, const char *path, const struct stat *old)
{
  mode_t mode = old->st_mode & 07777;
  gboolean group_kept = TRUE;
  struct stat made;

  if (fstat (fd, &made) != 0)
    return;
  if (made.st_uid != old->st_uid && fchown (fd, old->st_uid, (gid_t)-1) != 0 && !S_ISDIR (old->st_mode))
    mode &= ~(mode_t)(S_ISUID | S_ISGID);
  if (made.st_gid != old->st_gid && fchown (fd, (uid_t)-1, old->st_gid) != 0)
    {
      group_kept = FALSE;
      mode &= ~(mode_t)(S_ISUID | S_ISGID);
      mode &= ~(mode_t)S_IRWXG | (mode & S_IRWXO) << 3;
    }
  keep_attributes (fd, path); /* before the mode may forbid it */
  (void)fchmod (fd, mode);
  /* A list that the folder gives to new files could open this one to others. */
  if (!group_kept || !copy_attribute (fd, path, ACCESS_LIST))
    (void)fremovexattr (fd, ACCESS_LIST);
  if (S_ISDIR (old->st_mode) && (!group_kept || !copy_attribute (fd, path, ACCESS_LIST_INSIDE)))
    (void)fremovexattr (fd, ACCESS_LIST_INSIDE);
}
