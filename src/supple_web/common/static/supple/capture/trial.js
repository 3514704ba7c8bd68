/** A finished set as the page posts it: docs/phone-trial.md and the id that makes sending it twice harmless. */

/**
 * @param {object} guidance supple.guidance/1.
 * @param {object} columns of SensorLog.
 * @param {object[]} marks of the Guide.
 */
export function phoneTrial(guidance, columns, marks) {
  return {
    schema: "supple.phone-trial/1",
    client_id: crypto.randomUUID(),
    guidance: guidance.id,
    user_agent: navigator.userAgent,
    time_origin_ms: performance.timeOrigin,
    screen_angle_deg: screen.orientation?.angle ?? null,
    trial: guidance.trial,
    marks,
    ...columns,
  };
}
