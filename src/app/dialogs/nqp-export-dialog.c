/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-export-dialog.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-dialog.h"
#include "nqp-export-look.h"
#include "nqp-file-dialog.h"
#include "nqp-project.h"
#include "nqp-words.h"

#define NQP_TYPE_EXPORT_DIALOG (nqp_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (NqpExportDialog, nqp_export_dialog, NQP, EXPORT_DIALOG, AdwWindow)

struct _NqpExportDialog
{
  AdwWindow parent_instance;

  NqpSession *session; /* of the window it belongs to, which outlives it */
  GArray *charts;      /* NqpExported: those of the page */
  NqpLength length;    /* of the numbers in the spin buttons */
  GtkWidget *export_button;
  GtkDrawingArea *preview;
  AdwComboRow *chart_row;
  AdwComboRow *format_row;
  AdwComboRow *size_row;
  AdwComboRow *unit_row;
  AdwComboRow *dpi_row;
  AdwComboRow *style_row;
  AdwActionRow *command_row;
  GtkWidget *custom_row;
  GtkWidget *copy_button;
  GtkSpinButton *width_spin;
  GtkSpinButton *height_spin;
  GtkWidget *caption_row;
  GtkSwitch *caption_switch;
  GtkSwitch *transparent_switch;
  GtkSwitch *figures_switch;
};

G_DEFINE_FINAL_TYPE (NqpExportDialog, nqp_export_dialog, ADW_TYPE_WINDOW)

static const char *const extensions[] = { "png", "pdf", "svg" };
static const int resolutions[] = { 96, 150, 192, 300, 600 };

static const NqpExported *
get_chart (NqpExportDialog *self, guint i)
{
  return &g_array_index (self->charts, NqpExported, i);
}

/* Those that are exported: one, or after the last all. */
static void
get_range (NqpExportDialog *self, guint *out_from, guint *out_to)
{
  const guint chosen = adw_combo_row_get_selected (self->chart_row);

  *out_from = chosen < self->charts->len ? chosen : 0;
  *out_to = chosen < self->charts->len ? chosen + 1 : self->charts->len;
}

/* The first entry is the chart's own size, the last one's own, between them are those with names. */
static gboolean
is_custom (NqpExportDialog *self)
{
  int n;

  nqp_picture_presets (&n);
  return adw_combo_row_get_selected (self->size_row) == (guint)n + 1;
}

static NqpPictureLook
get_look (NqpExportDialog *self)
{
  const guint size = adw_combo_row_get_selected (self->size_row);
  int n;
  const NqpPicturePreset *presets = nqp_picture_presets (&n);
  NqpPictureLook look = { .format = (NqpFormat)adw_combo_row_get_selected (self->format_row),
                          .style = (NqpStyleKind)adw_combo_row_get_selected (self->style_row),
                          .dpi = resolutions[adw_combo_row_get_selected (self->dpi_row)],
                          .transparent = gtk_switch_get_active (self->transparent_switch),
                          .caption = gtk_switch_get_active (self->caption_switch) };

  if (is_custom (self))
    look.size = (NqpPictureSize){ gtk_spin_button_get_value (self->width_spin),
                                  gtk_spin_button_get_value (self->height_spin), self->length };
  else if (size >= 1 && size <= (guint)n)
    look.size = presets[size - 1].size;
  return look;
}

static void
draw_preview (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  NqpExportDialog *self = user_data;
  const NqpPictureLook look = get_look (self);
  guint from, to;
  double room;

  get_range (self, &from, &to);
  room = (double)height / (to - from);
  for (guint i = from; i < to; i++)
    nqp_export_draw (get_chart (self, i), &look, cr, (NqpBox){ 0, (i - from) * room, width, room });
}

/* ---- names of files, and the command --------------------------------------------------------------------------------- */

static char *
file_name (const NqpExported *exported, const char *extension)
{
  g_autofree char *title = nqp_chart_title (exported->chart, nqp_snapshot_get_view (exported->snapshot));

  return g_strdelimit (g_strdup_printf ("%s.%s", title, extension), "/\\:?*\"<>|\n", '-');
}

static char *
make_command (NqpExportDialog *self)
{
  const NqpPictureLook look = get_look (self);
  NqpProject *project = nqp_session_get_project (self->session);
  GString *out = g_string_new (NULL);
  guint from, to;

  get_range (self, &from, &to);
  for (guint i = from; i < to && project != NULL; i++)
    {
      const NqpExported *exported = get_chart (self, i);
      g_autofree char *name = file_name (exported, extensions[look.format]);
      g_autofree char *line = nqp_chart_command (exported->chart, nqp_snapshot_get_view (exported->snapshot),
                                                 &look, nqp_project_path (project), name);

      if (line != NULL)
        g_string_append_printf (out, "%s%s", out->len > 0 ? "\n" : "", line);
    }
  return g_string_free (out, FALSE);
}

static void
on_copy (GtkButton *button, NqpExportDialog *self)
{
  g_autofree char *command = make_command (self);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), command);
  adw_action_row_set_subtitle (self->command_row, _ ("Copied"));
}

/* ---- rows ------------------------------------------------------------------------------------------------------------ */

/* Keeps the size in px while the unit changes. */
static void
show_length (NqpExportDialog *self, NqpLength length, double width, double height)
{
  static const guint digits[]
      = { [NQP_LENGTH_PX] = 0, [NQP_LENGTH_MM] = 0, [NQP_LENGTH_CM] = 1, [NQP_LENGTH_IN] = 2 };
  static const double steps[]
      = { [NQP_LENGTH_PX] = 10, [NQP_LENGTH_MM] = 1, [NQP_LENGTH_CM] = 0.5, [NQP_LENGTH_IN] = 0.25 };
  GtkSpinButton *const spins[] = { self->width_spin, self->height_spin };
  const double values[] = { width, height }, factor = nqp_length_px (length),
               power = pow (10, digits[length]);

  self->length = length;
  for (gsize i = 0; i < G_N_ELEMENTS (spins); i++)
    {
      gtk_spin_button_set_digits (spins[i], digits[length]);
      gtk_spin_button_set_range (spins[i], ceil (NQP_PICTURE_LEAST / factor * power) / power,
                                 floor (NQP_PICTURE_MOST / factor * power) / power);
      gtk_spin_button_set_increments (spins[i], steps[length], 10 * steps[length]);
      gtk_spin_button_set_value (spins[i], values[i] / factor);
    }
}

/* One of those that are exported has words of its own. */
static gboolean
has_caption (NqpExportDialog *self)
{
  gboolean found = FALSE;
  guint from, to;

  get_range (self, &from, &to);
  for (guint i = from; i < to; i++)
    found |= get_chart (self, i)->chart->caption != NULL;
  return found;
}

static void
on_choice (NqpExportDialog *self)
{
  const NqpLength length = (NqpLength)adw_combo_row_get_selected (self->unit_row);
  g_autofree char *command = NULL;

  if (self->charts->len == 0) /* the template is being made */
    return;
  if (length != self->length && length < NQP_N_LENGTHS)
    {
      const double factor = nqp_length_px (self->length);
      const double width = gtk_spin_button_get_value (self->width_spin) * factor;
      const double height = gtk_spin_button_get_value (self->height_spin) * factor;

      show_length (self, length, width, height);
    }
  gtk_widget_set_visible (self->custom_row, is_custom (self));
  gtk_widget_set_visible (GTK_WIDGET (self->unit_row), is_custom (self));
  gtk_widget_set_sensitive (GTK_WIDGET (self->dpi_row), adw_combo_row_get_selected (self->format_row) == 0);
  gtk_widget_set_visible (self->caption_row, has_caption (self));
  command = make_command (self);
  gtk_widget_set_sensitive (self->copy_button, *command != '\0');
  adw_action_row_set_subtitle (self->command_row, *command != '\0'
                                                      ? _ ("Makes the same picture in a terminal")
                                                      : _ ("There is none for what is shown"));
  gtk_widget_queue_draw (GTK_WIDGET (self->preview));
}

static void
set_names (AdwComboRow *row, GPtrArray *names)
{
  g_autoptr (GtkStringList) list = NULL;

  g_ptr_array_add (names, NULL);
  list = gtk_string_list_new ((const char *const *)names->pdata);
  adw_combo_row_set_model (row, G_LIST_MODEL (list));
}

static void
fill_rows (NqpExportDialog *self)
{
  g_autoptr (GPtrArray) charts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) sizes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) units = g_ptr_array_new_with_free_func (g_free);
  int n;
  const NqpPicturePreset *presets = nqp_picture_presets (&n);

  for (guint i = 0; i < self->charts->len; i++)
    g_ptr_array_add (charts, g_strdup (_ (get_chart (self, i)->chart->name)));
  if (self->charts->len > 1)
    g_ptr_array_add (charts, g_strdup (_ ("All of this page")));
  g_ptr_array_add (sizes, g_strdup (_ ("Fit to the chart")));
  for (int i = 0; i < n; i++)
    {
      g_autofree char *size = nqp_picture_size_say (&presets[i].size);

      /* Translators: the name of a size, and the size */
      g_ptr_array_add (sizes, g_strdup_printf (_ ("%s, %s"), _ (presets[i].name), size));
    }
  g_ptr_array_add (sizes, g_strdup (_ ("Custom")));
  for (int i = 0; i < NQP_N_LENGTHS; i++)
    g_ptr_array_add (units, g_strdup (nqp_length_id ((NqpLength)i)));
  set_names (self->chart_row, charts);
  set_names (self->size_row, sizes);
  set_names (self->unit_row, units);
  gtk_widget_set_visible (GTK_WIDGET (self->chart_row), self->charts->len > 1);
}

static void
restore (NqpExportDialog *self)
{
  NqpPictureLook look;
  gboolean figures;
  int n;
  const NqpPicturePreset *presets = nqp_picture_presets (&n);
  guint size;

  nqp_export_look_restore (&look, &figures);
  adw_combo_row_set_selected (self->format_row, look.format);
  adw_combo_row_set_selected (self->style_row, look.style);
  for (guint i = 0; i < G_N_ELEMENTS (resolutions); i++)
    if (look.dpi == resolutions[i])
      adw_combo_row_set_selected (self->dpi_row, i);
  gtk_switch_set_active (self->transparent_switch, look.transparent);
  gtk_switch_set_active (self->caption_switch, look.caption);
  gtk_switch_set_active (self->figures_switch, figures);
  size = look.size.width > 0 ? (guint)n + 1 : 0;
  for (int i = 0; i < n; i++)
    if (look.size.length == presets[i].size.length && look.size.width == presets[i].size.width
        && look.size.height == presets[i].size.height)
      size = (guint)i + 1;
  adw_combo_row_set_selected (self->size_row, size);
  adw_combo_row_set_selected (self->unit_row, look.size.width > 0 ? look.size.length : NQP_LENGTH_CM);
  if (look.size.width > 0)
    show_length (self, look.size.length, nqp_picture_size_width (&look.size),
                 nqp_picture_size_height (&look.size));
  else
    show_length (self, NQP_LENGTH_CM, get_chart (self, 0)->chart->width, get_chart (self, 0)->chart->height);
}

/* ---- saving ---------------------------------------------------------------------------------------------------------- */

/* @path as it was chosen, for one of several pictures with the chart's name before the ending. */
static char *
path_of (const char *path, const char *name, const char *extension, gboolean known)
{
  const gsize length = strlen (path) - (known ? strlen (extension) + 1 : 0);
  g_autofree char *stem = g_strndup (path, length), *more = g_strdup (name);

  g_strdelimit (more, "/\\:?*\"<>|\n", '-');
  return g_strdup_printf ("%s%s%s.%s", stem, *more != '\0' ? " – " : "", more, extension);
}

static gboolean
save (NqpExportDialog *self, const NqpExported *exported, const NqpPictureLook *look, const char *path,
      const char *figures, GPtrArray *notes)
{
  g_autoptr (GError) error = NULL;

  if (nqp_export_save (exported, look, path, figures, notes, &error))
    return TRUE;
  nqp_dialog_tell (GTK_WIDGET (self), _ ("The picture could not be saved"), error->message);
  return FALSE;
}

static void
on_path (const char *path, gpointer user_data)
{
  NqpExportDialog *self = user_data;
  const gboolean figures = gtk_switch_get_active (self->figures_switch);
  g_autoptr (GPtrArray) pictures = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *said = NULL;
  NqpPictureLook look = get_look (self);
  NqpFormat format;
  /* A known ending decides; without one the chosen format's is added. */
  const gboolean known = nqp_format_from_path (path, &format);
  guint from, to;

  if (known)
    look.format = format;
  get_range (self, &from, &to);
  for (guint i = from; i < to; i++)
    {
      const char *name = to - from > 1 ? _ (get_chart (self, i)->chart->name) : "";

      g_ptr_array_add (pictures, known && *name == '\0'
                                     ? g_strdup (path)
                                     : path_of (path, name, extensions[look.format], known));
      g_ptr_array_add (tables, path_of (path, name, "csv", known));
    }
  for (guint i = 0; i < pictures->len; i++) /* all of them before the first is written */
    if (!nqp_file_dialog_was_asked (GTK_WINDOW (self), path, pictures->pdata[i])
        || (figures && !nqp_file_dialog_was_asked (GTK_WINDOW (self), path, tables->pdata[i])))
      return;
  for (guint i = 0; i < pictures->len; i++)
    if (!save (self, get_chart (self, from + i), &look, pictures->pdata[i], figures ? tables->pdata[i] : NULL,
               notes))
      return;
  nqp_export_look_remember (&look, figures);
  g_ptr_array_add (notes, NULL);
  said = g_strjoinv ("; ", (char **)notes->pdata);
  nqp_file_dialog_say_saved_with (self->session, pictures->pdata[0], *said != '\0' ? said : NULL);
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_export (GtkButton *button, NqpExportDialog *self)
{
  const char *pictures = g_get_user_special_dir (G_USER_DIRECTORY_PICTURES);
  g_autofree char *name = NULL, *suggested = NULL;
  guint from, to;

  get_range (self, &from, &to);
  name = file_name (get_chart (self, from), extensions[adw_combo_row_get_selected (self->format_row)]);
  suggested = g_build_filename (pictures != NULL ? pictures : g_get_home_dir (), name, NULL);
  nqp_file_dialog_run (GTK_WINDOW (self), NQP_FILE_SAVE, _ ("Save the Picture"), _ ("Pictures"),
                       "*.png;*.pdf;*.svg", suggested, on_path, G_OBJECT (self));
}

/* ---- the dialog ------------------------------------------------------------------------------------------------------ */

static void
clear_exported (gpointer data)
{
  nqp_snapshot_unref (((NqpExported *)data)->snapshot);
}

static void
nqp_export_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), NQP_TYPE_EXPORT_DIALOG);
  G_OBJECT_CLASS (nqp_export_dialog_parent_class)->dispose (object);
}

static void
nqp_export_dialog_finalize (GObject *object)
{
  g_array_unref (NQP_EXPORT_DIALOG (object)->charts);
  G_OBJECT_CLASS (nqp_export_dialog_parent_class)->finalize (object);
}

static void
nqp_export_dialog_class_init (NqpExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nqp_export_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = nqp_export_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nqp_explorer/NqpExplorer/ui/nqp-export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, NqpExportDialog, export_button);
  gtk_widget_class_bind_template_child (widget_class, NqpExportDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, NqpExportDialog, chart_row);
  gtk_widget_class_bind_template_child (widget_class, NqpExportDialog, format_row);
  gtk_widget_class_bind_template_child (widget_class, NqpExportDialog, size_row);
  gtk_widget_class_bind_template_child (widget_class, NqpExportDialog, unit_row);
  gtk_widget_class_bind_template_child (widget_class, NqpExportDialog, dpi_row);
  gtk_widget_class_bind_template_child (widget_class, NqpExportDialog, style_row);
  gtk_widget_class_bind_template_child (widget_class, NqpExportDialog, command_row);
  gtk_widget_class_bind_template_child (widget_class, NqpExportDialog, custom_row);
  gtk_widget_class_bind_template_child (widget_class, NqpExportDialog, copy_button);
  gtk_widget_class_bind_template_child (widget_class, NqpExportDialog, width_spin);
  gtk_widget_class_bind_template_child (widget_class, NqpExportDialog, height_spin);
  gtk_widget_class_bind_template_child (widget_class, NqpExportDialog, caption_row);
  gtk_widget_class_bind_template_child (widget_class, NqpExportDialog, caption_switch);
  gtk_widget_class_bind_template_child (widget_class, NqpExportDialog, transparent_switch);
  gtk_widget_class_bind_template_child (widget_class, NqpExportDialog, figures_switch);
  gtk_widget_class_bind_template_callback (widget_class, on_choice);
  gtk_widget_class_bind_template_callback (widget_class, on_copy);
  gtk_widget_class_bind_template_callback (widget_class, on_export);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
nqp_export_dialog_init (NqpExportDialog *self)
{
  self->charts = g_array_new (FALSE, FALSE, sizeof (NqpExported));
  g_array_set_clear_func (self->charts, clear_exported);
  gtk_widget_init_template (GTK_WIDGET (self));
}

static gboolean
has_chart (NqpExportDialog *self, const NqpChart *chart)
{
  for (guint i = 0; i < self->charts->len; i++)
    if (get_chart (self, i)->chart == chart)
      return TRUE;
  return FALSE;
}

void
nqp_export_dialog_run (GtkWindow *parent, NqpSession *session, GPtrArray *views)
{
  g_autoptr (NqpExportDialog) self = g_object_ref_sink (g_object_new (NQP_TYPE_EXPORT_DIALOG, NULL));

  self->session = session;
  for (guint i = 0; i < views->len; i++)
    {
      const NqpExported exported
          = { nqp_chart_view_get_chart (views->pdata[i]), nqp_chart_view_look (views->pdata[i]) };

      if (exported.snapshot != NULL && exported.chart != NULL && !has_chart (self, exported.chart))
        g_array_append_val (self->charts, exported);
      else if (exported.snapshot != NULL)
        nqp_snapshot_unref (exported.snapshot);
    }
  if (self->charts->len == 0)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  gtk_window_set_transient_for (GTK_WINDOW (self), parent);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  fill_rows (self);
  restore (self);
  gtk_drawing_area_set_draw_func (self->preview, draw_preview, self, NULL);
  on_choice (self);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->export_button);
  gtk_window_set_focus (GTK_WINDOW (self), self->export_button);
  gtk_window_present (GTK_WINDOW (self));
}
