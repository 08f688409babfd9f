/** Four lines of code, one of which stands out. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 16 16" className={className} aria-hidden="true">
      <rect x="1" y="2" width="9" height="2" rx="1" fill="currentColor" />
      <rect x="3" y="5.5" width="11" height="2" rx="1" fill="currentColor" opacity=".55" />
      <rect x="3" y="9" width="8" height="2" rx="1" fill="var(--incorrect-fill)" />
      <rect x="1" y="12.5" width="12" height="2" rx="1" fill="currentColor" opacity=".55" />
    </svg>
  );
}
