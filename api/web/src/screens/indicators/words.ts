// Words of the screen on targets and indicators.

export const words = {
  zh: {
    title: "目标与指标",
    lead: "目标带着比较词和期限；文件里有没有实际数字，逐条写明。",
    search: "指标名称",
    status: {
      reached: "已达到",
      not_reached: "未达到",
      no_data: "库内无",
      behind: "未到期限，尚未达到",
    },
    overdue: "已过期限",
    overdueOnly: "只看已过期限的（{n}）",
    deadline: "期限 {day}",
    noDeadline: "未写期限",
    observed: "库中实际值",
    target: "目标",
    chart: "同一指标的目标与实际值",
    observations: "没有对应目标的实际值",
    none: "没有这样的目标。",
  },
  en: {
    title: "Targets and indicators",
    lead: "Targets with comparator and deadline; whether the documents give an actual figure is said of each.",
    search: "Name of an indicator",
    status: {
      reached: "reached",
      not_reached: "not reached",
      no_data: "none in the library",
      behind: "not yet due, not yet reached",
    },
    overdue: "overdue",
    overdueOnly: "only those overdue ({n})",
    deadline: "by {day}",
    noDeadline: "no deadline",
    observed: "Actual figures in the library",
    target: "Target",
    chart: "Targets and actual figures of one indicator",
    observations: "Actual figures without a target",
    none: "There is no such target.",
  },
};
