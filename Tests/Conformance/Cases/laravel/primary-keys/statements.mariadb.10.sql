create table `a` (`x` int not null, `y` int not null, primary key (`x`)) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
alter table `a` drop primary key;
alter table `a` add primary key (`x`, `y`);
