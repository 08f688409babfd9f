import { Overview } from "#components/datasets/overview";

export default function OverviewPage() {
  return <Overview />;
}
