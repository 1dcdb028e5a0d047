// The page's words for the values of the interface.

const VALIDITY = {
  in_force: ["现行有效", "good"],
  not_yet: ["尚未施行", "soon"],
  amended: ["已被修改", "warn"],
  partly: ["部分失效", "warn"],
  repealed: ["已废止", "bad"],
  unknown: ["效力未知", "mute"],
};

/** {label, tone, note} of a validity object with status, from, to and basis. */
export function validityWords(validity) {
  const [label, tone] = VALIDITY[validity.status] ?? VALIDITY.unknown;
  const from = validity.from ? `自 ${validity.from} 起` : "";
  const to = validity.to ? `至 ${validity.to} 止` : "";
  const dates = [from, to].filter(Boolean).join("，");
  const basis = validity.basis ? `依据：${validity.basis}` : "";
  return { label, tone, dates, note: [label, dates, basis].filter(Boolean).join("；") };
}

export const OUTCOME = {
  answered: ["已答", "good"],
  partial: ["只答出一部分", "warn"],
  not_found: ["库中没有找到", "mute"],
};
