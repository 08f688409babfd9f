import type { LoopEvent, LossPoint, TrainingStage, TrainingState } from "./schema";

const maxLogLines = 200;
const maxLogLineLength = 400;
/** Points kept of one model's curve. When there are more, every other one goes, and only every other one is taken. */
const maxPoints = 400;
const maxMetrics = 200;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const control = /\u001b\[[0-9;]*[A-Za-z]|[\u0000-\u001f\u007f]/g;

/** What is kept of a training run for people, as it goes. */
export class TrainingRecord {
  readonly state: TrainingState;
  private readonly every = new Map<string, number>();
  private readonly seen = new Map<string, number>();

  constructor(state: TrainingState = { stages: [], log: [], logDropped: 0, curves: [], metrics: [] }) {
    this.state = state;
  }

  /** The stages of a run, in order; those that are known keep their state. */
  plan(stages: readonly Pick<TrainingStage, "id" | "title">[]): void {
    const known = new Map(this.state.stages.map((stage) => [stage.id, stage]));
    this.state.stages = stages.map(
      ({ id, title }) => known.get(id) ?? { id, title, state: "waiting", note: "" },
    );
  }

  /** Makes a stage the running one: those before it are done. */
  enter(id: string, note = ""): void {
    const at = this.state.stages.findIndex((stage) => stage.id === id);
    this.state.stages = this.state.stages.map((stage, index) =>
      index < at
        ? { ...stage, state: "done" }
        : index === at
          ? { ...stage, state: "running", note }
          : { ...stage, state: "waiting", note: "" },
    );
  }

  note(id: string, note: string): void {
    this.state.stages = this.state.stages.map((stage) => (stage.id === id ? { ...stage, note } : stage));
  }

  finish(): void {
    this.state.stages = this.state.stages.map((stage) => ({ ...stage, state: "done" }));
  }

  log(text: string): void {
    const line = text.replace(control, " ").trimEnd();
    if (line.trim() === "") return;
    const short = line.length > maxLogLineLength ? `${line.slice(0, maxLogLineLength - 1)}…` : line;
    this.state.log.push(short);
    const over = this.state.log.length - maxLogLines;
    if (over <= 0) return;
    this.state.log.splice(0, over);
    this.state.logDropped += over;
  }

  /** Takes in what the training process says. */
  take(event: LoopEvent): void {
    switch (event.event) {
      case "stage":
        this.enter(event.stage);
        this.log(event.title);
        return;
      case "phase":
        this.note(event.stage, event.phase === "train" ? "training" : "measuring and exporting");
        this.log(
          event.phase === "train"
            ? `training, starting from ${event.from ?? "scratch"}`
            : "calibrating, exporting, measuring",
        );
        return;
      case "progress": {
        const { step, share, losses, learning_rate: learningRate, seconds } = event;
        const { line = null, pair = null, language = null } = losses;
        this.note(event.stage, `step ${step}`);
        this.point(event.stage, { step, share, line, pair, language, learningRate, seconds });
        return;
      }
      case "metrics":
        if (event.stage === "model") this.state.metrics = event.rows.slice(0, maxMetrics);
        return;
      case "log":
        this.log(event.text);
        return;
      default:
        return;
    }
  }

  private point(stage: string, point: LossPoint): void {
    let curve = this.state.curves.find((each) => each.stage === stage);
    if (curve === undefined) {
      curve = { stage, points: [] };
      this.state.curves.push(curve);
    }
    // Training that goes on from a checkpoint repeats the steps after it.
    const before = curve.points.length;
    curve.points = curve.points.filter(({ step }) => step < point.step);
    if (curve.points.length < before) this.seen.set(stage, 0);
    const every = this.every.get(stage) ?? 1;
    const seen = this.seen.get(stage) ?? 0;
    this.seen.set(stage, seen + 1);
    if (seen % every === 0 || point.share >= 1) curve.points.push(point);
    if (curve.points.length <= maxPoints) return;
    const last = curve.points.length - 1;
    curve.points = curve.points.filter((_, index) => index % 2 === 0 || index === last);
    this.every.set(stage, every * 2);
  }
}
