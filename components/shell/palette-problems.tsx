import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Command, defaultFilter } from "cmdk";
import { useTRPC } from "../trpc/client";
import { useSettled } from "../ui/use-settled";

const shown = 8;
const restMs = 150;

/** Problems of all datasets whose key, title or statement has the words. Nothing before something is typed. */
export function useFoundProblems(search: string) {
  const trpc = useTRPC();
  const settled = useSettled(search.trim(), restMs);
  const found = useQuery(
    trpc.score.problems.queryOptions(
      { search: settled, limit: shown },
      {
        enabled: settled !== "" && search.trim() !== "",
        placeholderData: keepPreviousData,
        staleTime: 15_000,
      },
    ),
  );
  return search.trim() === "" ? [] : (found.data ?? []);
}

const problemPrefix = "problem:";

/** The palette's rank of an item, 0 to leave it out: commands by their words, problems below every command. */
export function rankItem(value: string, search: string, keywords?: string[]): number {
  return value.startsWith(problemPrefix) ? Number.MIN_VALUE : (defaultFilter?.(value, search, keywords) ?? 0);
}

type PaletteProblemsProps = {
  problems: ReturnType<typeof useFoundProblems>;
  onOpen: (href: string) => void;
  headingClass: string;
  itemClass: string;
};

/** The palette's group of problems. The server has found them: `rankItem` lets them all in. */
export function PaletteProblems({ problems, onOpen, headingClass, itemClass }: PaletteProblemsProps) {
  if (problems.length === 0) return null;
  return (
    <Command.Group heading="Problems" className={headingClass}>
      {problems.map(({ id, datasetId, datasetName, key, title }) => (
        <Command.Item
          key={id}
          value={`${problemPrefix}${id}`}
          onSelect={() => onOpen(`/datasets/${datasetId}/problems/${id}`)}
          className={itemClass}
        >
          <span className="truncate">
            <span className="mr-2 font-mono text-muted text-xs">{key}</span>
            {title}
          </span>
          <span className="shrink-0 text-faint text-xs">{datasetName}</span>
        </Command.Item>
      ))}
    </Command.Group>
  );
}
