/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-desktop-style.h"

#include <adwaita.h>

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
