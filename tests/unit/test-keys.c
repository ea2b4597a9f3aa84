/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-keys.h"

#include <string.h>

/* The list of keys agrees with itself, and the man page with it. */

static void
test_sound (void)
{
  int n;
  const NqpKey *keys = nqp_keys (&n);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_assert_cmpint (n, >, 20);
  for (int i = 0; i < n; i++)
    {
      g_assert_true (keys[i].phase == NQP_KEY_PICTURE || keys[i].action != NULL);
      if (g_strcmp0 (keys[i].action, "win.page-number") == 0)
        continue;
      g_assert_true (keys[i].group == NULL || keys[i].keys[0] != NULL);
      g_assert_true (keys[i].title != NULL || keys[i].group == NULL
                     || (i > 0 && keys[i - 1].group == keys[i].group));
      for (gsize k = 0; k < G_N_ELEMENTS (keys[i].keys) && keys[i].keys[k] != NULL; k++)
        if (keys[i].phase != NQP_KEY_PICTURE) /* each picture has its own */
          g_assert_true (g_hash_table_add (seen, g_strdup (keys[i].keys[k])));
    }
  g_assert_nonnull (nqp_keys_find ("win.undo"));
  g_assert_null (nqp_keys_find ("win.nothing"));
}

/* "<Control><Shift>s" is Ctrl+Shift+S. */
static char *
label (const char *key)
{
  static const char *const words[][2]
      = { { "<Control>", "Ctrl+" }, { "<Shift>", "Shift+" }, { "<Alt>", "Alt+" }, { "Page_", "Page " },
          { "space", "Space" },     { "plus", "+" },         { "minus", "\\-" },  { "question", "?" } };
  g_autoptr (GString) text = g_string_new (key);
  gsize last;

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    g_string_replace (text, words[i][0], words[i][1], 1);
  last = text->len - 1;
  if (last == 0 || text->str[last - 1] == '+')
    text->str[last] = g_ascii_toupper (text->str[last]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* ".TP", ".B keys", "title." for each line of the list, and nothing that is not on it. */
static void
test_man_page (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "..", "doc", "nqp-explorer.1", NULL);
  g_autofree char *page = NULL;
  char *section;
  int n, n_titles = 0, n_entries = 0;
  const NqpKey *keys = nqp_keys (&n);

  g_assert_true (g_file_get_contents (path, &page, NULL, NULL));
  section = strstr (page, ".SH KEYS\n");
  g_assert_nonnull (section);
  *strstr (section, ".SH EXAMPLES") = '\0';
  for (int i = 0; i < n && keys[i].group != NULL;)
    {
      g_autoptr (GString) entry = g_string_new (".TP\n.B ");
      g_autofree char *heading = g_strdup_printf (".SS %s\n", keys[i].group);
      const char *title = keys[i].title;
      gboolean first = TRUE;

      if (strstr (section, heading) == NULL)
        g_error ("the man page has no “%s”", keys[i].group);
      if (keys[i].keys[0] == NULL)
        {
          i++;
          continue;
        }
      do
        {
          for (gsize k = 0; k < G_N_ELEMENTS (keys[i].keys) && keys[i].keys[k] != NULL; k++)
            if (!g_str_has_prefix (keys[i].keys[k], "KP_"))
              {
                g_autofree char *text = label (keys[i].keys[k]);

                g_string_append_printf (entry, "%s%s", first ? "" : ", ", text);
                first = FALSE;
              }
          i++;
        }
      while (i < n && keys[i].group != NULL && keys[i].title == NULL);
      g_string_append_printf (entry, "\n%s", title);
      if (strstr (section, entry->str) == NULL)
        g_error ("the man page does not have:\n%s", entry->str);
      n_titles++;
    }
  for (const char *at = section; (at = strstr (at, ".TP\n")) != NULL; at++)
    n_entries++;
  g_assert_cmpint (n_entries, ==, n_titles + 1); /* and the pages */
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keys/sound", test_sound);
  g_test_add_func ("/keys/man-page", test_man_page);
  return g_test_run ();
}
