/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts-sample.h"

#include <math.h>

/* Names as long and as short as those of a real project; the figures are made up. */
static const struct
{
  const char *code, *en, *zh, *pillar, *component, *unit_en, *unit_zh;
  int direction;
  double base;
} indicators[] = {
  { "stud", "Students in higher education per 10,000 inhabitants", "每万人高等学校在校学生数", "elements",
    "labour-force", "persons", "人", 1, 260 },
  { "rdst", "R&D staff of industrial enterprises per 10,000 inhabitants", "每万人工业企业R&D人员", "elements",
    "labour-force", "person-years", "人年", 1, 18 },
  { "ports", "Broadband access ports per 100 inhabitants", "每百人互联网宽带接入端口", "elements",
    "labour-tools", "ports", "个", 1, 70 },
  { "cable", "Optical cable length per 100 km² of land", "每百平方公里光缆线路长度", "elements",
    "labour-tools", "km", "公里", 1, 900 },
  { "pc", "Computers used per 100 employees", "每百人使用计算机数", "elements", "labour-tools", "sets", "台",
    1, 32 },
  { "traf", "Mobile data traffic per inhabitant", "人均移动互联网接入流量", "elements", "labour-objects",
    "GB", "GB", 1, 150 },
  { "pat", "Patents granted per 10,000 inhabitants", "每万人专利授权数", "elements", "labour-objects",
    "patents", "件", 1, 22 },
  { "clean", "Share of non-thermal electricity generation", "非火力发电量占比", "elements", "labour-objects",
    "%", "%", -1, 33 },
  { "rdint", "R&D expenditure of industrial enterprises to GDP", "工业企业R&D经费与地区生产总值之比",
    "drivers", "innovation-input", "%", "%", 1, 1.3 },
  { "rdper", "R&D expenditure per R&D staff of industrial enterprises", "工业企业人均R&D经费", "drivers",
    "innovation-input", "10,000 yuan", "万元", 1, 42 },
  { "patrd", "Patents granted per 100 R&D person-years", "每百人年R&D人员专利授权数", "drivers",
    "innovation-output", "patents", "件", 1, 80 },
  { "ecfirm", "Share of enterprises with e-commerce transactions", "有电子商务交易活动的企业比重", "drivers",
    "digital-green", "%", "%", 1, 10 },
  { "eint", "Electricity consumption per unit of GDP", "单位地区生产总值电力消费量", "drivers",
    "digital-green", "kWh per 10,000 yuan", "千瓦时/万元", -1, 900 },
  { "soft", "Software revenue to GDP", "软件业务收入与地区生产总值之比", "carriers", "emerging-industries",
    "%", "%", 1, 3 },
  { "ecom", "E-commerce sales to GDP", "电子商务销售额与地区生产总值之比", "carriers", "emerging-industries",
    "%", "%", 1, 15 },
  { "tert", "Share of the tertiary industry in GDP", "第三产业增加值占比", "carriers", "industrial-upgrading",
    "%", "%", 1, 50 },
  { "indpc", "Industrial value added per inhabitant", "人均工业增加值", "carriers", "industrial-upgrading",
    "yuan", "元", 1, 21000 },
  { "tech", "Technology market turnover to GDP", "技术市场成交额与地区生产总值之比", "relations",
    "science-system", "%", "%", 1, 2.5 },
  { "fin", "Digital inclusive finance index", "数字普惠金融指数", "relations", "factor-markets", "index",
    "指数", 1, 340 },
  { "open", "Imports and exports of goods to GDP", "货物进出口总额与地区生产总值之比", "relations",
    "factor-markets", "%", "%", 1, 22 },
  { "urb", "Share of urban population", "城镇人口比重", "relations", "factor-markets", "%", "%", 1, 60 },
  { "inc", "Disposable income per capita to GDP per capita", "居民人均可支配收入与人均地区生产总值之比",
    "relations", "distribution", "%", "%", 1, 45 },
};

static const struct
{
  const char *code, *en, *zh;
} regions[] = {
  { "110000", "Beijing", "北京" },
  { "120000", "Tianjin", "天津" },
  { "130000", "Hebei", "河北" },
  { "140000", "Shanxi", "山西" },
  { "150000", "Inner Mongolia", "内蒙古" },
  { "210000", "Liaoning", "辽宁" },
  { "220000", "Jilin", "吉林" },
  { "230000", "Heilongjiang", "黑龙江" },
  { "310000", "Shanghai", "上海" },
  { "320000", "Jiangsu", "江苏" },
  { "330000", "Zhejiang", "浙江" },
  { "340000", "Anhui", "安徽" },
  { "350000", "Fujian", "福建" },
  { "360000", "Jiangxi", "江西" },
  { "370000", "Shandong", "山东" },
  { "410000", "Henan", "河南" },
  { "420000", "Hubei", "湖北" },
  { "430000", "Hunan", "湖南" },
  { "440000", "Guangdong", "广东" },
  { "450000", "Guangxi", "广西" },
  { "460000", "Hainan", "海南" },
  { "500000", "Chongqing", "重庆" },
  { "510000", "Sichuan", "四川" },
  { "520000", "Guizhou", "贵州" },
  { "530000", "Yunnan", "云南" },
  { "540000", "Tibet", "西藏" },
  { "610000", "Shaanxi", "陕西" },
  { "620000", "Gansu", "甘肃" },
  { "630000", "Qinghai", "青海" },
  { "640000", "Ningxia", "宁夏" },
  { "650000", "Xinjiang", "新疆" },
};

static double
noise (int a, int b, int c) /* 0..1, the same every time */
{
  guint32 h = (guint32)a * 2654435761u ^ (guint32)b * 2246822519u ^ (guint32)c * 3266489917u;

  h = (h ^ (h >> 15)) * 2246822519u;
  h = (h ^ (h >> 13)) * 3266489917u;
  return (h ^ (h >> 16)) / 4294967296.0;
}

NqpPanel *
charts_sample_panel (int n_regions, int n_years, ChartsSampleKind kind)
{
  int n = G_N_ELEMENTS (indicators);
  NqpPanel *panel = nqp_panel_new (n_regions, n_regions, n_years, n, n, 0, 0, 0);

  panel->title_en = g_strdup ("Made-up provinces");
  panel->title_zh = g_strdup ("虚构的省份");
  for (int t = 0; t < n_years; t++)
    panel->years[t] = 2024 - n_years + t;
  for (int i = 0; i < n_regions; i++)
    {
      NqpRegion *region = &panel->places[i];

      *region = (NqpRegion){
        .group = -1, .longitude = NAN, .latitude = NAN, .area_km2 = NAN, .tile_col = -1, .tile_row = -1
      };
      if (i < (int)G_N_ELEMENTS (regions) && kind != CHARTS_SAMPLE_LONG)
        {
          region->code = g_strdup (regions[i].code);
          region->name = nqp_text_new (regions[i].en, regions[i].zh);
        }
      else
        {
          g_autofree char *en = g_strdup_printf (
              "%s %04d",
              kind == CHARTS_SAMPLE_LONG ? "Autonomous prefecture of the upper river valleys" : "County", i);
          g_autofree char *zh = g_strdup_printf (
              "%s%04d", kind == CHARTS_SAMPLE_LONG ? "伊犁哈萨克自治州察布查尔锡伯自治县" : "县", i);

          region->code = g_strdup_printf ("9%05d", i);
          region->name = nqp_text_new (en, zh);
        }
    }
  for (int j = 0; j < n; j++)
    {
      NqpIndicator *indicator = &panel->indicators[j];
      NqpSeries *series = &panel->series[j];
      g_autofree char *en = g_strdup_printf (
          "%s, as published in the yearbooks of the regions and revised since", indicators[j].en);

      indicator->code = g_strdup (indicators[j].code);
      indicator->name = nqp_text_new (kind == CHARTS_SAMPLE_LONG ? en : indicators[j].en, indicators[j].zh);
      indicator->unit = nqp_text_new (indicators[j].unit_en, indicators[j].unit_zh);
      indicator->pillar = g_strdup (indicators[j].pillar);
      indicator->component = g_strdup (indicators[j].component);
      indicator->direction = indicators[j].direction;
      indicator->role = NQP_ROLE_INDEX;
      indicator->numerator = j;
      indicator->denominator = NQP_DENOMINATOR_NONE;
      indicator->factor = 1;
      series->code = g_strdup (indicators[j].code);
      series->name = nqp_text_copy (&indicator->name);
      series->unit = nqp_text_copy (&indicator->unit);
      series->source = g_strdup ("Made up");
      for (int t = 0; t < n_years; t++)
        for (int i = 0; i < n_regions; i++)
          {
            gsize cell = nqp_panel_cell (panel, j, t, i);
            double level
                = 0.15 + 1.1 * pow (noise (i, 7, 1), 2) + 0.5 * noise (i, j, 2) + 0.04 * noise (i, j, t + 3);
            double value = indicators[j].base * level * (1 + 0.09 * t);

            if (kind == CHARTS_SAMPLE_TIES)
              value = indicators[j].base * (1 + i / 3);
            if (kind == CHARTS_SAMPLE_MISSING)
              continue;
            if (kind == CHARTS_SAMPLE_PLAIN && i == n_regions - 1 && j >= 13 && j <= 14)
              continue; /* a component without data */
            if (kind == CHARTS_SAMPLE_PLAIN && n_regions > 3 && i == 2 && j != 3 && j != 8)
              continue; /* a region with almost nothing */
            if (kind == CHARTS_SAMPLE_PLAIN && n_regions > 8 && i == 7 && t == n_years / 2)
              continue; /* a year without data */
            panel->values[cell] = value;
            if (kind == CHARTS_SAMPLE_PLAIN && i == 11 && j == 20)
              panel->states[cell] = NQP_CELL_EDITED;
            if (kind == CHARTS_SAMPLE_PLAIN && i == 11 && j == 10)
              panel->states[cell] = NQP_CELL_SUSPECT;
          }
    }
  panel->tree = nqp_panel_make_tree (panel);
  return panel;
}

NqpScores *
charts_sample_scores (int n_regions, int n_years, ChartsSampleKind kind, const char *method_text)
{
  g_autoptr (NqpPanel) panel = charts_sample_panel (n_regions, n_years, kind);
  g_autoptr (NqpPipeline) pipeline = nqp_pipeline_new ();
  g_autoptr (GError) error = NULL;
  NqpMethod method;
  NqpScores *scores;

  nqp_method_init (&method);
  method.scheme = NQP_SCHEME_EQUAL; /* data-driven schemes refuse panels that have no differences */
  if (method_text != NULL && !nqp_method_parse (&method, method_text, &error))
    g_error ("%s", error->message);
  scores = nqp_pipeline_run (pipeline, panel, panel->tree, &method, &error);
  if (scores == NULL)
    g_error ("%s", error->message);
  return scores;
}
