import { auditRouter } from "./routers/audit";
import { datasetsRouter } from "./routers/datasets";
import { distinguishRouter } from "./routers/distinguish";
import { exportRouter } from "./routers/export";
import { jobsRouter } from "./routers/jobs";
import { labelsRouter } from "./routers/labels";
import { modelsRouter } from "./routers/models";
import { problemsRouter } from "./routers/problems";
import { programsRouter } from "./routers/programs";
import { runsRouter } from "./routers/runs";
import { scoreRouter } from "./routers/score";
import { systemRouter } from "./routers/system";
import { teacherRouter } from "./routers/teacher";
import { trainingRouter } from "./routers/training";
import { createCallerFactory, router } from "./trpc";

export const appRouter = router({
  system: systemRouter,
  datasets: datasetsRouter,
  problems: problemsRouter,
  programs: programsRouter,
  runs: runsRouter,
  labels: labelsRouter,
  audit: auditRouter,
  distinguish: distinguishRouter,
  jobs: jobsRouter,
  models: modelsRouter,
  score: scoreRouter,
  teacher: teacherRouter,
  training: trainingRouter,
  export: exportRouter,
});
export type AppRouter = typeof appRouter;

/** Calls procedures without HTTP, for tests. */
export const createCaller = createCallerFactory(appRouter);
