/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-settings.h"

#include "nqp-config.h"
#include "nqp-paths.h"

#define MAX_RECENT 10

GSettings *
nqp_settings_get (void)
{
  static GSettings *settings;

  if (settings == NULL)
    {
      GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
      g_autofree char *dir = nqp_paths_schemas ();
      g_autoptr (GSettingsSchemaSource) own = NULL;
      g_autoptr (GSettingsSchema) schema = NULL;

      /* The schema beside the program first: an installed older one may lack keys. */
      if (dir != NULL)
        own = g_settings_schema_source_new_from_directory (dir, source, TRUE, NULL);
      if (own != NULL)
        schema = g_settings_schema_source_lookup (own, NQP_APP_ID, FALSE);
      if (schema == NULL && source != NULL)
        schema = g_settings_schema_source_lookup (source, NQP_APP_ID, TRUE);
      if (schema == NULL)
        g_error ("The settings schema %s is not installed: run “meson install” again.", NQP_APP_ID);
      settings = g_settings_new_full (schema, NULL, NULL);
    }
  return settings;
}

GStrv
nqp_settings_get_recent (void)
{
  g_auto (GStrv) stored = g_settings_get_strv (nqp_settings_get (), "recent-projects");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (int i = 0; stored[i] != NULL; i++)
    if (g_file_test (stored[i], G_FILE_TEST_EXISTS))
      g_strv_builder_add (builder, stored[i]);
  return g_strv_builder_end (builder);
}

static void
rewrite_recent (const char *first, const char *without)
{
  g_auto (GStrv) stored = g_settings_get_strv (nqp_settings_get (), "recent-projects");
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();

  if (first != NULL)
    g_ptr_array_add (paths, (gpointer)first);
  for (int i = 0; stored[i] != NULL && paths->len < MAX_RECENT; i++)
    if (g_strcmp0 (stored[i], first) != 0 && g_strcmp0 (stored[i], without) != 0)
      g_ptr_array_add (paths, stored[i]);
  g_ptr_array_add (paths, NULL);
  g_settings_set_strv (nqp_settings_get (), "recent-projects", (const char *const *)paths->pdata);
}

void
nqp_settings_add_recent (const char *path)
{
  if (g_utf8_validate (path, -1, NULL)) /* settings hold nothing else */
    rewrite_recent (path, NULL);
}

void
nqp_settings_remove_recent (const char *path)
{
  rewrite_recent (NULL, path);
}
