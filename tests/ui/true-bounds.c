/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GTK tells assistive tools, from the version on that has GtkAccessible's get_bounds, where a widget is without the padding and the
 * borders of all it stands in: 4.18 is off by twenty pixels in a header bar. The tests point at what they find there. Loaded ahead
 * of the program, this puts the true places in, before the first widget is made. */
#undef GDK_VERSION_MAX_ALLOWED
#define GDK_VERSION_MAX_ALLOWED GDK_VERSION_4_10
#include <dlfcn.h>
#include <gtk/gtk.h>

static graphene_point_t
in_surface (GtkWidget *widget)
{
  GtkNative *native = gtk_widget_get_native (widget);
  graphene_point_t point = GRAPHENE_POINT_INIT_ZERO;
  double x, y;

  gtk_native_get_surface_transform (native, &x, &y);
  if (gtk_widget_compute_point (widget, GTK_WIDGET (native), &GRAPHENE_POINT_INIT (0, 0), &point))
    graphene_point_init (&point, point.x + (float)x, point.y + (float)y);
  return point;
}

/* Where the widget stands in its parent, so that the sum over all of them is the place in the window. */
static gboolean
get_bounds (GtkAccessible *accessible, int *x, int *y, int *width, int *height)
{
  GtkWidget *widget = GTK_WIDGET (accessible), *parent = gtk_widget_get_parent (widget);
  graphene_point_t point, origin = GRAPHENE_POINT_INIT_ZERO;

  if (!gtk_widget_get_realized (widget))
    return FALSE;
  point = in_surface (widget);
  if (parent != NULL)
    origin = in_surface (parent);
  if (parent != NULL && GTK_IS_NATIVE (widget))
    {
      GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (widget));

      point.x += (float)gdk_popup_get_position_x (GDK_POPUP (surface));
      point.y += (float)gdk_popup_get_position_y (GDK_POPUP (surface));
    }
  *x = (int)(point.x - origin.x);
  *y = (int)(point.y - origin.y);
  *width = gtk_widget_get_width (widget);
  *height = gtk_widget_get_height (widget);
  return TRUE;
}

int
g_application_run (GApplication *application, int argc, char **argv)
{
  int (*run) (GApplication *, int, char **)
      = (int (*) (GApplication *, int, char **))dlsym (RTLD_NEXT, "g_application_run");
  GtkAccessibleInterface *interface = g_type_interface_peek (g_type_class_ref (GTK_TYPE_WIDGET),
                                                             GTK_TYPE_ACCESSIBLE);

  interface->get_bounds = get_bounds;
  return run (application, argc, argv);
}
