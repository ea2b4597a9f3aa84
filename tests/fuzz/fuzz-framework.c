/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A concept model as JSON: what is read is printed, and that is read as the same. */
#include "fuzz.h"

#include "nqp-framework-json.h"

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  fuzz_begin ();
  return 0;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_malloc (size + 1), *first = NULL, *second = NULL;
  g_autoptr (NqpFramework) model = NULL, again = NULL;

  memcpy (text, data, size);
  text[size] = '\0';
  model = nqp_framework_parse_json (text, size, "fuzz.json", &error);
  fuzz_check_error (model == NULL, error);
  if (model == NULL)
    return 0;
  first = nqp_framework_print_json (model);
  again = nqp_framework_parse_json (first, strlen (first), "again.json", &error);
  fuzz_check_error (again == NULL, error);
  g_assert_nonnull (again);
  second = nqp_framework_print_json (again);
  g_assert_cmpstr (first, ==, second);
  return 0;
}
