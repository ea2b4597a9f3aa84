/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-shortcuts.h"

#include <glib/gi18n.h>

#include "nqp-keys.h"
#include "nqp-page.h"

/* Alt and one digit: pages beyond have no key. */
/* The keys of the row of digits, from the left. */
static const char *const page_keys[] = { "1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "minus", "equal" };
/* Lines of a column. */
#define COLUMN_HEIGHT 10

static int
count_numbered (const NqpPageInfo **pages)
{
  int n;

  *pages = nqp_pages (&n);
  return MIN (n, (int)G_N_ELEMENTS (page_keys));
}

/* ---- accelerators ------------------------------------------------------------------------------------------------ */

void
nqp_shortcuts_add_accels (GtkApplication *application)
{
  const NqpPageInfo *pages;
  int n, n_pages = count_numbered (&pages);
  const NqpKey *keys = nqp_keys (&n);

  for (int i = 0; i < n; i++)
    if (keys[i].phase == NQP_KEY_ACCEL && keys[i].keys[0] != NULL)
      gtk_application_set_accels_for_action (application, keys[i].action, (const char *const *)keys[i].keys);
  for (int i = 1; i <= n_pages; i++)
    {
      g_autofree char *action = g_strdup_printf ("win.page-number(%d)", i);
      g_autofree char *key = g_strdup_printf ("<Alt>%s", page_keys[i - 1]);
      const char *accels[] = { key, NULL };

      gtk_application_set_accels_for_action (application, action, accels);
    }
}

static char *
key_label (const char *key)
{
  GdkModifierType state;
  guint value;

  return gtk_accelerator_parse (key, &value, &state) ? gtk_accelerator_get_label (value, state) : NULL;
}

void
nqp_shortcuts_add_to_tooltips (GtkWidget *widget)
{
  const char *action
      = GTK_IS_ACTIONABLE (widget) ? gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)) : NULL;
  const NqpKey *key = action != NULL ? nqp_keys_find (action) : NULL;
  g_autofree char *tooltip = g_strdup (gtk_widget_get_tooltip_text (widget));
  g_autofree char *label = key != NULL && key->keys[0] != NULL ? key_label (key->keys[0]) : NULL;

  if (tooltip != NULL && label != NULL)
    {
      /* Translators: what a button does, its key */
      g_autofree char *text = g_strdup_printf (_ ("%s (%s)"), tooltip, label);

      gtk_widget_set_tooltip_text (widget, text);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    nqp_shortcuts_add_to_tooltips (child);
}

/* ---- the window ---------------------------------------------------------------------------------------------------- */

static void
append_shortcut (GString *xml, const char *title, const char *accelerators)
{
  g_autofree char *text
      = g_markup_printf_escaped ("<child><object class='GtkShortcutsShortcut'>"
                                 "<property name='title'>%s</property>"
                                 "<property name='accelerator'>%s</property></object></child>",
                                 title, accelerators);

  g_string_append (xml, text);
}

static void
begin_group (GString *xml, const char *title)
{
  g_autofree char *text = g_markup_printf_escaped (
      "<child><object class='GtkShortcutsGroup'><property name='title'>%s</property>", title);

  g_string_append (xml, text);
}

static void
end_group (GString *xml)
{
  g_string_append (xml, "</object></child>");
}

static void
append_keys (GString *accelerators, const NqpKey *key)
{
  for (gsize k = 0; k < G_N_ELEMENTS (key->keys) && key->keys[k] != NULL; k++)
    if (!g_str_has_prefix (key->keys[k], "KP_")) /* the same words on the key */
      g_string_append_printf (accelerators, "%s%s", accelerators->len > 0 ? " " : "", key->keys[k]);
}

static void
append_pages (GString *xml)
{
  const NqpPageInfo *pages;
  int n = count_numbered (&pages);

  for (int i = 0; i < n; i++)
    {
      g_autofree char *key = g_strdup_printf ("<Alt>%s", page_keys[i]);

      append_shortcut (xml, _ (pages[i].title), key);
    }
}

static void
append_groups (GString *xml)
{
  int n;
  const NqpKey *keys = nqp_keys (&n);
  const char *group = NULL;

  for (int i = 0; i < n && keys[i].group != NULL;)
    {
      g_autoptr (GString) accelerators = g_string_new (NULL);
      const char *title = keys[i].title;

      if (g_strcmp0 (keys[i].group, group) != 0)
        {
          if (group != NULL)
            end_group (xml);
          group = keys[i].group;
          begin_group (xml, _ (group));
        }
      if (keys[i].keys[0] == NULL)
        {
          append_pages (xml);
          i++;
          continue;
        }
      do
        append_keys (accelerators, &keys[i++]);
      while (i < n && g_strcmp0 (keys[i].group, group) == 0 && keys[i].title == NULL);
      append_shortcut (xml, _ (title), accelerators->str);
    }
  if (group != NULL)
    end_group (xml);
}

void
nqp_shortcuts_present (GtkWindow *parent)
{
  g_autoptr (GString) xml = g_string_new ("<interface><object class='GtkShortcutsWindow' id='window'>"
                                          "<property name='modal'>1</property><child>"
                                          "<object class='GtkShortcutsSection' id='section'>"
                                          "<property name='section-name'>shortcuts</property>"
                                          "<property name='max-height'>1000</property>");
  g_autoptr (GtkBuilder) builder = NULL;
  GtkWindow *window;

  append_groups (xml);
  g_string_append (xml, "</object></child></object></interface>");
  builder = gtk_builder_new_from_string (xml->str, (gssize)xml->len);
  window = GTK_WINDOW (gtk_builder_get_object (builder, "window"));
  /* Laid out once, when all groups are there: GTK loses their order when it does so again for each. */
  g_object_set (gtk_builder_get_object (builder, "section"), "max-height", COLUMN_HEIGHT, NULL);
  gtk_window_set_transient_for (window, parent);
  gtk_window_present (window);
}
