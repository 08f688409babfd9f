import { formatCount } from "../ui/format";
import type { ReliabilityBin } from "./figures";

const size = 240;
const left = 34;
const bottom = 26;

/** Share of correct lines by score, beside the diagonal that a calibrated model follows. The table says it in figures. */
export function ReliabilityDiagram({ tenths, threshold }: { tenths: ReliabilityBin[]; threshold: number }) {
  const most = Math.max(1, ...tenths.map(({ lines }) => lines));
  const x = (share: number) => left + share * (size - left);
  const y = (share: number) => (1 - share) * (size - bottom);
  const dots = tenths.filter(({ lines }) => lines > 0);
  return (
    <figure>
      <svg viewBox={`0 0 ${size + 6} ${size}`} className="w-full max-w-72" aria-hidden="true">
        {[0, 0.5, 1].map((tick) => (
          <g key={tick} className="fill-faint text-[10px]">
            <line x1={left} x2={x(1)} y1={y(tick)} y2={y(tick)} className="stroke-line" />
            <text x={left - 5} y={y(tick) + (tick === 1 ? 9 : 3)} textAnchor="end">
              {100 * tick} %
            </text>
            <text x={x(tick)} y={size - 12} textAnchor={tick === 1 ? "end" : "middle"}>
              {tick}
            </text>
          </g>
        ))}
        <text x={x(0.5)} y={size - 1} textAnchor="middle" className="fill-muted text-[10px]">
          score
        </text>
        <line x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} className="stroke-line-strong" strokeDasharray="3 3" />
        <line
          x1={x(threshold)}
          x2={x(threshold)}
          y1={0}
          y2={y(0)}
          className="stroke-muted"
          strokeDasharray="1 3"
        />
        {dots.map(({ from, to, lines, correct }) => (
          <g key={from}>
            <rect
              x={x(from) + 1}
              width={x(to) - x(from) - 2}
              y={y(0.3 * (lines / most))}
              height={y(0) - y(0.3 * (lines / most))}
              className="fill-hover"
            />
            <circle cx={x((from + to) / 2)} cy={y(correct / lines)} r={4} className="fill-ink" />
          </g>
        ))}
      </svg>
      <figcaption className="text-faint text-xs">
        Dots: share of correct lines among those of a score. Bars: how many lines score so.
      </figcaption>
      <table className="sr-only">
        <caption>Correct lines by score</caption>
        <tbody>
          {dots.map(({ from, to, lines, correct }) => (
            <tr key={from}>
              <th scope="row">
                {from} to {to}
              </th>
              <td>
                {formatCount(correct)} of {formatCount(lines)} lines are correct
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
