/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-paths.h"

#include <langinfo.h>
#include <libintl.h>
#include <locale.h>
#include <string.h>

#include "nqp-config.h"
#include "nqp-environment.h"

#define CATALOGUE "zh_CN" G_DIR_SEPARATOR_S "LC_MESSAGES" G_DIR_SEPARATOR_S NQP_GETTEXT_DOMAIN ".mo"

static gboolean
is_in_build_dir (const char *executable)
{
  return executable != NULL && g_str_has_prefix (executable, NQP_BUILD_DIR G_DIR_SEPARATOR_S);
}

static char *
find_data_dir (void)
{
  const char *override = g_getenv ("NQP_DATA_DIR");
  g_autofree char *executable = g_file_read_link ("/proc/self/exe", NULL);

  if (override != NULL && *override != '\0')
    return g_strdup (override);
  if (executable != NULL)
    {
      g_autofree char *folder = g_path_get_dirname (executable);
      g_autofree char *beside = g_build_filename (folder, "..", "share", "nqp-explorer", NULL);

      if (g_file_test (beside, G_FILE_TEST_IS_DIR))
        return g_canonicalize_filename (beside, NULL);
    }
  if (is_in_build_dir (executable))
    return g_build_filename (NQP_BUILD_DIR, "data", NULL);
  return g_strdup (NQP_DATA_DIR);
}

const char *
nqp_paths_data_dir (void)
{
  static gsize found = 0;

  if (g_once_init_enter (&found))
    g_once_init_leave (&found, (gsize)find_data_dir ());
  return (const char *)found;
}

char *
nqp_paths_program (const char *name)
{
  g_autofree char *executable = g_file_read_link ("/proc/self/exe", NULL);

  if (executable != NULL)
    {
      g_autofree char *folder = g_path_get_dirname (executable);
      g_autofree char *beside = g_build_filename (folder, "..", "libexec", "nqp-explorer", name, NULL);

      if (g_file_test (beside, G_FILE_TEST_IS_EXECUTABLE))
        return g_canonicalize_filename (beside, NULL);
    }
  if (is_in_build_dir (executable))
    return g_build_filename (NQP_BUILD_DIR, "src", "convert", name, NULL);
  return g_build_filename (NQP_LIBEXEC_DIR, name, NULL);
}

char *
nqp_paths_drafts (void)
{
  return g_build_filename (g_get_user_data_dir (), "nqp-explorer", "drafts", NULL);
}

char *
nqp_paths_names (void)
{
  return g_build_filename (g_get_user_data_dir (), "nqp-explorer", "names.csv", NULL);
}

/**
 * nqp_paths_sample:
 * @id: "china-provinces" or "sample:china-provinces"
 *
 * Returns: (nullable) (transfer full): path of the sample's file, %NULL if the program has no such sample
 */
char *
nqp_paths_sample (const char *id)
{
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;

  if (g_str_has_prefix (id, "sample:"))
    id += strlen ("sample:");
  if (*id == '\0' || *id == '.' || strchr (id, G_DIR_SEPARATOR) != NULL)
    return NULL;
  name = g_strconcat (id, ".nqp", NULL);
  path = g_build_filename (nqp_paths_data_dir (), "samples", name, NULL);
  return g_file_test (path, G_FILE_TEST_IS_REGULAR) ? g_steal_pointer (&path) : NULL;
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/**
 * nqp_paths_samples:
 *
 * Returns: (transfer full): ids of the samples there are, sorted
 */
GStrv
nqp_paths_samples (void)
{
  g_autofree char *folder = g_build_filename (nqp_paths_data_dir (), "samples", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *ids = g_ptr_array_new ();
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".nqp") && *name != '.')
      g_ptr_array_add (ids, g_strndup (name, strlen (name) - strlen (".nqp")));
  g_ptr_array_sort (ids, compare_strings);
  g_ptr_array_add (ids, NULL);
  return (GStrv)g_ptr_array_free (ids, FALSE);
}

/**
 * nqp_paths_schemas:
 *
 * Returns: (nullable) (transfer full): the folder with gschemas.compiled that belongs to this copy of the program
 */
char *
nqp_paths_schemas (void)
{
  const char *const places[] = { ".", "schemas", "../glib-2.0/schemas" };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *relative = g_build_filename (nqp_paths_data_dir (), places[i], NULL);
      g_autofree char *folder = g_canonicalize_filename (relative, NULL);
      g_autofree char *compiled = g_build_filename (folder, "gschemas.compiled", NULL);

      if (g_file_test (compiled, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&folder);
    }
  return NULL;
}

static char *
find_locale_dir (void)
{
  g_autofree char *executable = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *beside = g_build_filename (nqp_paths_data_dir (), "..", "locale", NULL);
  g_autofree char *catalogue = g_build_filename (beside, CATALOGUE, NULL);

  if (g_file_test (catalogue, G_FILE_TEST_IS_REGULAR))
    return g_canonicalize_filename (beside, NULL);
  if (is_in_build_dir (executable))
    return g_build_filename (NQP_BUILD_DIR, "po", NULL);
  return g_strdup (NQP_LOCALE_DIR);
}

static char *terminal_charset = NULL; /* set once, when the program starts */

static gboolean
is_bare (const char *locale)
{
  return locale == NULL || strcmp (locale, "C") == 0 || strcmp (locale, "POSIX") == 0;
}

/* A locale that the user names and the system lacks says nothing of the terminal: UTF-8, as nearly all are. */
static void
find_charset (gboolean missing, gboolean bare)
{
  const char *codeset = nl_langinfo (CODESET);

  g_clear_pointer (&terminal_charset, g_free);
  if (missing || g_ascii_strcasecmp (codeset, "UTF-8") == 0 || g_ascii_strcasecmp (codeset, "utf8") == 0)
    return;
  if (!bare)
    {
      terminal_charset = g_strdup (codeset);
      /* names of files are bytes; shown they are UTF-8 if they can be, else text in the encoding of the terminal */
      g_setenv ("G_FILENAME_ENCODING", "UTF-8,@locale", FALSE);
    }
  else if (nqp_lang_from_environment () == NQP_LANG_EN)
    terminal_charset = g_strdup ("ASCII"); /* who asks for Chinese there has a terminal that shows it */
}

const char *
nqp_locale_charset (void)
{
  return terminal_charset;
}

/* glibc asks LANGUAGE in no locale that is "C", with any encoding (from 2.39 on; before that with none). */
static gboolean
ignores_language (const char *locale)
{
  return locale == NULL || strcmp (locale, "C") == 0 || strcmp (locale, "POSIX") == 0
         || g_str_has_prefix (locale, "C.");
}

/* Whatever has another name will do, since LANGUAGE says which catalogue is read. Where no locale was made, "C_CN.UTF-8"
 * is the territory of a language that has one for all: "C.UTF-8" under a name that is not "C". */
static void
use_locale_of_messages (void)
{
  const char *const names[] = { "zh_CN.UTF-8", "en_US.UTF-8", "C_CN.UTF-8", "C.UTF-8" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (setlocale (LC_MESSAGES, names[i]) != NULL)
      return;
}

/**
 * nqp_locale_init:
 * @lang: (nullable): of the messages, %NULL for the user's
 *
 * Sets up locale and gettext, whether or not there is a locale for the language.
 */
void
nqp_locale_init (const char *lang)
{
  g_autofree char *folder = find_locale_dir ();
  const char *language = g_getenv ("LANGUAGE");
  gboolean known, missing, bare;

  nqp_environment_guard ();
  known = setlocale (LC_ALL, "") != NULL;
  missing = !known && setlocale (LC_CTYPE, "") == NULL;
  bare = is_bare (setlocale (LC_CTYPE, NULL));
  /* The user's locale names a language, but was not made here. */
  if (lang == NULL && !known && (language == NULL || *language == '\0'))
    lang = nqp_lang_to_string (nqp_lang_from_environment ());
  if (lang != NULL)
    g_setenv ("LANGUAGE", lang, TRUE);
  find_charset (missing, bare);
  if (bare)
    setlocale (LC_CTYPE, "C.UTF-8");
  language = g_getenv ("LANGUAGE");
  if (language != NULL && *language != '\0' && ignores_language (setlocale (LC_MESSAGES, NULL)))
    use_locale_of_messages ();
  bindtextdomain (NQP_GETTEXT_DOMAIN, folder);
  bind_textdomain_codeset (NQP_GETTEXT_DOMAIN, "UTF-8");
  textdomain (NQP_GETTEXT_DOMAIN);
}
