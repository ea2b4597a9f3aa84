/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-desktop-style.h"

#include <adwaita.h>

/* Rows of regions that are compared have the tint that they have in charts. */
static void
tint_rows (NqpSession *session)
{
  GdkDisplay *display = gdk_display_get_default ();
  GtkCssProvider *provider = g_object_get_data (G_OBJECT (display), "nqp-row-tints");
  g_autoptr (GString) css = g_string_new (NULL);
  NqpStyle style;

  nqp_session_get_style (session, &style);
  if (provider == NULL)
    {
      provider = gtk_css_provider_new ();
      g_object_set_data_full (G_OBJECT (display), "nqp-row-tints", provider, g_object_unref);
      gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                                  GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
    }
  for (int i = 0; i < NQP_MAX_COMPARED; i++)
    {
      NqpColour colour = nqp_colour_compared (&style, i);

      g_string_append_printf (css, "columnview row.compared-%d { background-color: rgba(%d,%d,%d,0.1); }\n",
                              i + 1, (int)(255 * colour.r), (int)(255 * colour.g), (int)(255 * colour.b));
    }
  gtk_css_provider_load_from_data (provider, css->str, -1);
}

static void
take_over (NqpSession *session)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  const gboolean dark = adw_style_manager_get_dark (manager);
  g_autofree char *font_name = NULL;
  PangoFontDescription *font = NULL;
  NqpStyleKind kind;
  int dpi = 0;

  if (adw_style_manager_get_high_contrast (manager))
    kind = dark ? NQP_STYLE_CONTRAST_DARK : NQP_STYLE_CONTRAST;
  else
    kind = dark ? NQP_STYLE_DARK : NQP_STYLE_LIGHT;
  g_object_get (gtk_settings_get_default (), "gtk-font-name", &font_name, "gtk-xft-dpi", &dpi, NULL);
  if (font_name != NULL)
    font = pango_font_description_from_string (font_name);
  nqp_session_set_style (session, kind, dpi > 0 ? CLAMP (dpi / 1024.0 / 96.0, 0.75, 3) : 1,
                         font != NULL ? pango_font_description_get_family (font) : NULL);
  g_clear_pointer (&font, pango_font_description_free);
  tint_rows (session);
}

void
nqp_desktop_style_follow (NqpSession *session)
{
  static const char *const of_manager[] = { "notify::dark", "notify::high-contrast" };
  static const char *const of_settings[] = { "notify::gtk-font-name", "notify::gtk-xft-dpi" };

  for (gsize i = 0; i < G_N_ELEMENTS (of_manager); i++)
    g_signal_connect_object (adw_style_manager_get_default (), of_manager[i], G_CALLBACK (take_over), session,
                             G_CONNECT_SWAPPED);
  for (gsize i = 0; i < G_N_ELEMENTS (of_settings); i++)
    g_signal_connect_object (gtk_settings_get_default (), of_settings[i], G_CALLBACK (take_over), session,
                             G_CONNECT_SWAPPED);
  take_over (session);
}
