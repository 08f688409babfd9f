import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { shownError } from "../trpc/app-error";
import { useTRPC } from "../trpc/client";
import { toast } from "../ui/toast";

/** Starts the job that looks for inputs which tell a dataset's survivors from their references. */
export function useDistinguish(datasetId: number): () => void {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const start = useMutation(
    trpc.distinguish.start.mutationOptions({
      onSuccess: () => {
        toast("The search for distinguishing inputs has started", {
          action: { label: "Jobs", run: () => router.push("/jobs") },
        });
        void queryClient.invalidateQueries({ queryKey: trpc.jobs.pathKey() });
      },
      onError: (error) =>
        void toast("The search did not start", { tone: "loud", detail: shownError(error).message }),
    }),
  );
  return () => {
    if (!start.isPending) start.mutate({ datasetId });
  };
}
