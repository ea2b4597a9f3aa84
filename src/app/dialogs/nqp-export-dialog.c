/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-export-dialog.h"

#include <glib/gi18n.h>

#include "nqp-dialog.h"
#include "nqp-environment.h"
#include "nqp-file-dialog.h"
#include "nqp-settings.h"
#include "nqp-words.h"

#define NQP_TYPE_EXPORT_DIALOG (nqp_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (NqpExportDialog, nqp_export_dialog, NQP, EXPORT_DIALOG, AdwWindow)

struct _NqpExportDialog
{
  AdwWindow parent_instance;

  NqpSession *session; /* of the window it belongs to, which outlives it */
  const NqpChart *chart;
  NqpSnapshot *snapshot; /* what was on the screen */
  GtkDrawingArea *preview;
  AdwComboRow *format_row;
  AdwComboRow *size_row;
  AdwComboRow *dpi_row;
  AdwComboRow *style_row;
  GtkWidget *custom_row;
  GtkSpinButton *width_spin;
  GtkSpinButton *height_spin;
};

G_DEFINE_FINAL_TYPE (NqpExportDialog, nqp_export_dialog, ADW_TYPE_WINDOW)

static const char *const extensions[] = { "png", "pdf", "svg" };
static const int resolutions[] = { 96, 150, 300, 600 };
static const char *const styles[] = { "light", "dark", "print" };
static const struct
{
  int width, height;
} sizes[] = { { 0, 0 }, { 1280, 720 }, { 960, 720 }, { 640, 480 }, { 680, 960 }, { -1, -1 } };

static void
get_size (NqpExportDialog *self, double *width, double *height)
{
  guint choice = adw_combo_row_get_selected (self->size_row);

  if (choice >= G_N_ELEMENTS (sizes) || sizes[choice].width < 0)
    {
      *width = gtk_spin_button_get_value (self->width_spin);
      *height = gtk_spin_button_get_value (self->height_spin);
    }
  else if (sizes[choice].width == 0)
    {
      *width = self->chart->width;
      *height = self->chart->height;
    }
  else
    {
      *width = sizes[choice].width;
      *height = sizes[choice].height;
    }
}

static NqpScene *
build_scene (NqpExportDialog *self, NqpView *view)
{
  g_autofree char *date = nqp_environment_today ();
  NqpStyleKind kind = NQP_STYLE_LIGHT;
  NqpStyle style;
  double width, height;

  nqp_style_kind_parse (styles[adw_combo_row_get_selected (self->style_row)], &kind);
  nqp_style_init (&style, kind, 1);
  g_strlcpy (style.family, nqp_snapshot_get_style (self->snapshot)->family, sizeof style.family);
  *view = *nqp_snapshot_get_view (self->snapshot);
  view->provenance = TRUE;
  view->all_rows = TRUE;
  view->date = date;
  get_size (self, &width, &height);
  {
    NqpScene *scene = nqp_chart_build (self->chart, view, &style, width, height);

    view->date = NULL; /* ours is gone when we return */
    return scene;
  }
}

static void
draw_preview (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  NqpExportDialog *self = user_data;
  g_autoptr (NqpScene) scene = NULL;
  NqpView view;
  double scale;

  scene = build_scene (self, &view);
  scale = MIN (width / nqp_scene_width (scene), height / nqp_scene_height (scene));
  cairo_translate (cr, (width - scale * nqp_scene_width (scene)) / 2,
                   (height - scale * nqp_scene_height (scene)) / 2);
  cairo_scale (cr, scale, scale);
  nqp_scene_draw (scene, cr);
}

static void
on_choice (NqpExportDialog *self)
{
  guint size = adw_combo_row_get_selected (self->size_row);

  gtk_widget_set_visible (self->custom_row, size < G_N_ELEMENTS (sizes) && sizes[size].width < 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->dpi_row), adw_combo_row_get_selected (self->format_row) == 0);
  gtk_widget_queue_draw (GTK_WIDGET (self->preview));
}

static void
remember (NqpExportDialog *self)
{
  GSettings *settings = nqp_settings_get ();
  double width, height;

  get_size (self, &width, &height);
  g_settings_set_string (settings, "export-format",
                         extensions[adw_combo_row_get_selected (self->format_row)]);
  g_settings_set_string (settings, "export-style", styles[adw_combo_row_get_selected (self->style_row)]);
  g_settings_set_int (settings, "export-dpi", resolutions[adw_combo_row_get_selected (self->dpi_row)]);
  g_settings_set_int (settings, "export-width", (int)width);
  g_settings_set_int (settings, "export-height", (int)height);
}

static void
on_path (const char *path, gpointer user_data)
{
  NqpExportDialog *self = user_data;
  guint choice = adw_combo_row_get_selected (self->format_row);
  NqpFormat format;
  g_autofree char *file = NULL, *base = NULL, *text = NULL, *title = NULL, *provenance = NULL;
  g_autoptr (NqpScene) scene = NULL;
  g_autoptr (GError) error = NULL;
  NqpView view;

  /* A known ending decides; without one the chosen format's is added. */
  file = nqp_format_from_path (path, &format) ? g_strdup (path)
                                              : g_strdup_printf ("%s.%s", path, extensions[choice]);
  nqp_format_from_path (file, &format);
  if (!nqp_file_dialog_was_asked (GTK_WINDOW (self), path, file))
    return;
  scene = build_scene (self, &view);
  title = self->chart->title (&view);
  provenance = nqp_view_provenance (&view);
  if (!nqp_scene_save (scene, file, format, resolutions[adw_combo_row_get_selected (self->dpi_row)], title,
                       provenance, &error))
    {
      nqp_dialog_tell (GTK_WIDGET (self), _ ("The picture could not be saved"), error->message);
      return;
    }
  remember (self);
  nqp_file_dialog_say_saved (self->session, file);
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_export (GtkButton *button, NqpExportDialog *self)
{
  const char *extension = extensions[adw_combo_row_get_selected (self->format_row)];
  const char *pictures = g_get_user_special_dir (G_USER_DIRECTORY_PICTURES);
  g_autofree char *title = NULL, *name = NULL, *suggested = NULL;
  NqpView view;

  view = *nqp_snapshot_get_view (self->snapshot);
  title = self->chart->title (&view);
  name = g_strdup_printf ("%s.%s", title, extension);
  g_strdelimit (name, "/\\:?*\"<>|\n", '-');
  suggested = g_build_filename (pictures != NULL ? pictures : g_get_home_dir (), name, NULL);
  nqp_file_dialog_run (GTK_WINDOW (self), NQP_FILE_SAVE, _ ("Save the Picture"), _ ("Pictures"),
                       "*.png;*.pdf;*.svg", suggested, on_path, G_OBJECT (self));
}

static void
nqp_export_dialog_dispose (GObject *object)
{
  g_clear_pointer (&NQP_EXPORT_DIALOG (object)->snapshot, nqp_snapshot_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), NQP_TYPE_EXPORT_DIALOG);
  G_OBJECT_CLASS (nqp_export_dialog_parent_class)->dispose (object);
}

static void
nqp_export_dialog_class_init (NqpExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nqp_export_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nqp_explorer/NqpExplorer/ui/nqp-export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, NqpExportDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, NqpExportDialog, format_row);
  gtk_widget_class_bind_template_child (widget_class, NqpExportDialog, size_row);
  gtk_widget_class_bind_template_child (widget_class, NqpExportDialog, dpi_row);
  gtk_widget_class_bind_template_child (widget_class, NqpExportDialog, style_row);
  gtk_widget_class_bind_template_child (widget_class, NqpExportDialog, custom_row);
  gtk_widget_class_bind_template_child (widget_class, NqpExportDialog, width_spin);
  gtk_widget_class_bind_template_child (widget_class, NqpExportDialog, height_spin);
  gtk_widget_class_bind_template_callback (widget_class, on_choice);
  gtk_widget_class_bind_template_callback (widget_class, on_export);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
nqp_export_dialog_init (NqpExportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
restore (NqpExportDialog *self)
{
  GSettings *settings = nqp_settings_get ();
  g_autofree char *format = g_settings_get_string (settings, "export-format");
  g_autofree char *style = g_settings_get_string (settings, "export-style");
  int dpi = g_settings_get_int (settings, "export-dpi");
  int width = g_settings_get_int (settings, "export-width");
  int height = g_settings_get_int (settings, "export-height");
  guint size = 0;

  for (guint i = 0; i < G_N_ELEMENTS (extensions); i++)
    if (g_str_equal (format, extensions[i]))
      adw_combo_row_set_selected (self->format_row, i);
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    if (g_str_equal (style, styles[i]))
      adw_combo_row_set_selected (self->style_row, i);
  for (guint i = 0; i < G_N_ELEMENTS (resolutions); i++)
    if (dpi == resolutions[i])
      adw_combo_row_set_selected (self->dpi_row, i);
  gtk_spin_button_set_value (self->width_spin, width > 0 ? width : self->chart->width);
  gtk_spin_button_set_value (self->height_spin, height > 0 ? height : self->chart->height);
  for (guint i = 1; i < G_N_ELEMENTS (sizes); i++)
    if (sizes[i].width == width && sizes[i].height == height)
      size = i;
  adw_combo_row_set_selected (self->size_row, size);
}

void
nqp_export_dialog_run (GtkWindow *parent, NqpSession *session, const NqpChart *chart, NqpSnapshot *snapshot)
{
  NqpExportDialog *self = g_object_new (NQP_TYPE_EXPORT_DIALOG, NULL);

  self->session = session;
  self->chart = chart;
  self->snapshot = nqp_snapshot_ref (snapshot);
  gtk_window_set_transient_for (GTK_WINDOW (self), parent);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  restore (self);
  gtk_drawing_area_set_draw_func (self->preview, draw_preview, self, NULL);
  on_choice (self);
  gtk_window_present (GTK_WINDOW (self));
}
