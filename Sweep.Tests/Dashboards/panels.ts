// The types of a dashboard's file: Grafana's own types, with the types of each panel's options, which Grafana's type of a dashboard leaves open.
import type { AnnotationQuery, Dashboard, FieldConfig, Panel, RowPanel } from '@grafana/schema';
import type * as barchart from '@grafana/schema/dist/esm/raw/composable/barchart/panelcfg/x/BarChartPanelCfg_types.gen';
import type * as stat from '@grafana/schema/dist/esm/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen';
import type * as table from '@grafana/schema/dist/esm/raw/composable/table/panelcfg/x/TablePanelCfg_types.gen';
import type * as timeseries from '@grafana/schema/dist/esm/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen';
import type * as trend from '@grafana/schema/dist/esm/raw/composable/trend/panelcfg/x/TrendPanelCfg_types.gen';

// Files contain the values of the enums as strings.
type Loose<T> = T extends string ? `${T}` : T extends object ? { [K in keyof T]: Loose<T[K]> } : T;

type Typed<Name extends string, Options, Custom> = Omit<Loose<Panel>, 'type' | 'options' | 'fieldConfig'> & {
  type: Name;
  options: Loose<Options>;
  fieldConfig: Omit<Loose<NonNullable<Panel['fieldConfig']>>, 'defaults'> & {
    defaults: Omit<Loose<FieldConfig>, 'custom'> & { custom?: Partial<Loose<Custom>> };
  };
};

type AnyPanel =
  | Typed<'barchart', barchart.Options, barchart.FieldConfig>
  | Typed<'stat', stat.Options, Record<string, never>>
  | Typed<'table', table.Options, table.FieldConfig>
  | Typed<'timeseries', timeseries.Options, timeseries.FieldConfig>
  | Typed<'trend', trend.Options, trend.FieldConfig>
  | Loose<RowPanel>;

type Annotation = Omit<Loose<AnnotationQuery>, 'target'> & { target: Record<string, unknown> };

export type CheckedDashboard = Omit<Loose<Dashboard>, 'panels' | 'annotations'> & { panels: AnyPanel[]; annotations: { list: Annotation[] } };
