"use client";

import { Search } from "lucide-react";
import { type RefObject, useEffect, useRef, useState } from "react";
import { Input } from "../ui/input";
import { Kbd } from "../ui/kbd";

type SearchFieldProps = {
  value: string;
  onSearch: (value: string) => void;
  /** Arrow down and Enter leave the field for the rows. */
  onLeave: () => void;
  inputRef: RefObject<HTMLInputElement | null>;
};

const restMs = 180;

/** Searches once typing has paused; what the URL says wins when it changes by itself. */
export function SearchField({ value, onSearch, onLeave, inputRef }: SearchFieldProps) {
  const [text, setText] = useState(value);
  const sent = useRef(value);
  useEffect(() => {
    if (value !== sent.current) {
      sent.current = value;
      setText(value);
    }
  }, [value]);
  useEffect(() => {
    if (text === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = text;
      onSearch(text);
    }, restMs);
    return () => clearTimeout(timer);
  }, [text, onSearch]);

  return (
    <div className="relative w-72">
      <Search className="-translate-y-1/2 pointer-events-none absolute top-1/2 left-2 size-3.5 text-faint" />
      <Input
        ref={inputRef}
        type="search"
        aria-label="Search problems by key or title"
        placeholder="Search key or title"
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown" || event.key === "Enter") {
            event.preventDefault();
            onLeave();
          } else if (event.key === "Escape") {
            if (text === "") onLeave();
            else setText("");
          }
        }}
        className="pr-8 pl-7 [&::-webkit-search-cancel-button]:hidden"
      />
      {text === "" ? <Kbd keys="/" className="-translate-y-1/2 absolute top-1/2 right-1.5" /> : null}
    </div>
  );
}
